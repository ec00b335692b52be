"""The words of the mails about claiming a firm."""

from __future__ import annotations

from matxich.domain.shared.bilingual import Text

CODE_SUBJECT = Text("[Mắt Xích] Mã nhận hồ sơ của {firm}", "[Mắt Xích] Code to claim {firm}")
CODE_BODY = Text(
    """Kính gửi {person},

{who} ({email}) nói rằng mình đại diện cho {firm} và muốn quản lý hồ sơ của doanh nghiệp trong danh bạ công nghiệp hỗ trợ.

Nếu đúng, xin chuyển mã sau cho người đó:

    {code}

Mã dùng được trong {hours} giờ. Nếu bạn không biết người này, đừng chuyển mã: không có mã thì không ai sửa được hồ sơ.

Thư này gửi tự động từ hệ thống Mắt Xích của chương trình công nghiệp hỗ trợ.
""",
    """Dear {person},

{who} ({email}) says that they act for {firm} and wants to look after its record in the directory of supporting industries.

If that is so, please pass this code on to them:

    {code}

It works for {hours} hours. If you do not know this person, do not pass it on: without the code nobody can change the record.

This mail was sent by Mắt Xích, the system of the supporting-industries programme.
""",
)
DECIDED_SUBJECT = Text(
    "[Mắt Xích] Yêu cầu nhận hồ sơ {firm}: {answer}", "[Mắt Xích] Your request to claim {firm}: {answer}"
)
DECIDED_BODY = Text(
    """Kính gửi {person},

Yêu cầu nhận hồ sơ của {firm}: {answer}.
{reason}
{link}

Thư này gửi tự động từ hệ thống Mắt Xích của chương trình công nghiệp hỗ trợ.
""",
    """Dear {person},

Your request to claim {firm}: {answer}.
{reason}
{link}

This mail was sent by Mắt Xích, the system of the supporting-industries programme.
""",
)
APPROVED = Text("đã được chấp nhận", "approved")
REFUSED = Text("không được chấp nhận", "refused")
