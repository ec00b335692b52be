"""Whole demand lines as buyers type them, and exactly what is read from each.

`briefly` writes a requirement as "type=value": "~" a wish, "!" a refusal, "?" behind a type a guess, "+" a further process.
"""

from __future__ import annotations

import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.reading import read_text
from tests.domain.demand.briefly import briefly

V = load_vocabulary()
BOLTED = "process?=cold_heading|thread_rolling|hot_forging|cold_forging|turning"

NEGATIONS = [
    ("không nhận hàng đúc cát", "process=!sand_casting"),
    (
        "Vỏ hộp số đúc áp lực nhôm ADC12, bắt buộc IATF 16949, không nhận hàng đúc cát",
        "process=high_pressure_die_casting!sand_casting material=adc12 ~part_family=gear_housing certificate=iatf_16949",
    ),
    ("khong nhan hang duc cat, gang cau FCD450", "process?=casting!sand_casting material=fcd450"),
    (
        "Sand casting not accepted; investment casting SUS316",
        "process=investment_casting!sand_casting material=sus316",
    ),
    ("Đúc mẫu chảy SUS316, không đúc cát", "process=investment_casting!sand_casting material=sus316"),
    ("Trục SCM440 rèn, không chấp nhận đúc", "process=forging!casting material=scm440 ~part_family=shaft"),
    ("Gia công CNC, không nhận công ty thương mại", "process=machining maker=yes"),
    ("Ép nhựa PP, không được thuê ngoài", "process=injection_moulding material=pp in_house=yes"),
    ("Dập tấm SPCC, không cần mạ", "process=stamping material=spcc"),
    ("Phay nhôm 6061, không dùng nhôm đúc", "process=milling!casting material=a6061!aluminium_cast"),
    ("Không sơn, không mạ, chỉ đánh bóng inox 304", "process=polishing material=sus304"),
    (
        "アルミダイカスト ADC12、外注不可、商社不可",
        "process=high_pressure_die_casting material=adc12 maker=yes in_house=yes",
    ),
    ("알루미늄 다이캐스팅 ADC12, 주물 제외", "process=high_pressure_die_casting material=adc12"),
    ("사출 ABS, 외주 불가, 무역상 제외", "process=injection_moulding material=abs maker=yes in_house=yes"),
    (
        "turned parts, SUS303, no trading companies, no subcontracting",
        "process=turning material=sus303 ~part_family=turned_parts maker=yes in_house=yes",
    ),
    ("Injection moulding POM, painting not required", "process=injection_moulding material=pom"),
    (
        "Forged flange A105, castings not accepted",
        "process?=hot_forging|turning|laser_cutting|closed_die_forging!casting ~part_family=flange",
    ),
]
ALTERNATIVES = [
    (
        "Trục S45C hoặc SCM440 phay CNC ±0,01",
        "process=cnc_milling material=s45c|scm440 ~part_family=shaft tolerance=0.01",
    ),
    ("Vỏ ABS hoặc PC/ABS, ép nhựa", "process=injection_moulding material=abs|pc_abs ~part_family=housing"),
    ("ISO 9001 hoặc IATF 16949, dập nguội", "process=stamping certificate=iso_9001|iatf_16949"),
    ("Material: SUS304 or SUS316, laser cutting", "process=laser_cutting material=sus304|sus316"),
    ("S45C or equivalent, turning", "process=turning material=s45c"),
    ("S45Cまたは SCM440 旋盤加工", "process=turning material=s45c|scm440"),
    ("S45C 또는 SCM440 선삭 가공", "process=turning material=s45c|scm440"),
    ("Gang FC250 hoặc FCD450, đúc cát", "process=sand_casting material=fc250|fcd450"),
    ("mạ kẽm hoặc mạ niken cho bulong M8", "process=zinc_plating|nickel_plating ~part_family=bolt"),
    (
        "IATF 16949 và ISO 14001, ép nhựa",
        "process=injection_moulding certificate=iatf_16949 certificate=iso_14001",
    ),
]
WISHES = [
    (
        "Ép nhựa PA66, ưu tiên IATF 16949, gần Hà Nội",
        "process=injection_moulding material=pa66 ~certificate=iatf_16949 ~place=p_ha_noi@60km",
    ),
    ("Dập SPCC, ISO 14001 nếu có", "process=stamping material=spcc ~certificate=iso_14001"),
    (
        "Sheet metal bracket, laser cutting and bending, ISO 14001 preferred",
        "process=sheet_bending +process=laser_cutting ~part_family=bracket ~certificate=iso_14001",
    ),
    ("Phay CNC nhôm 6061, nên có CMM", "process=cnc_milling material=a6061 ~inspection=cmm"),
    (
        "Phay CNC nhôm 6061, bắt buộc có máy CMM, Ra 0.8",
        "process=cnc_milling material=a6061 roughness=0.8 inspection=cmm",
    ),
    ("プレス加工 SPCC、ISO14001あれば尚可", "process=stamping material=spcc ~certificate=iso_14001"),
    (
        "프레스 SPCC, IATF 16949 필수, ISO 14001 우대",
        "process=stamping material=spcc certificate=iatf_16949 ~certificate=iso_14001",
    ),
    ("Tiện CNC, ISO 14001: không", "process=cnc_turning"),
]
LOOK_ALIKES = [
    ("Bulong mạ kẽm nhúng nóng M16x80", f"{BOLTED} finish=hot_dip_galvanizing ~part_family=bolt"),
    (
        "Tay nắm đúc kẽm Zamak 3, mạ crôm",
        "process=high_pressure_die_casting finish=chrome_plating material=zamak3 ~part_family=handle",
    ),
    ("Mạ kẽm bulong, 2 tấn/ngày", "process=zinc_plating ~part_family=bolt capacity=52000kg"),
    (
        "Làm khuôn ép nhựa vỏ điện thoại, 4 cavity",
        "process=mould_making ~part_family=phone_housing cavities=4",
    ),
    ("Ép nhựa vỏ điện thoại, khuôn có sẵn", "process=injection_moulding ~part_family=phone_housing"),
    ("Kéo dây đồng Ø0,5", "process=wire_drawing material=copper"),
    ("Bó dây điện xe máy", "process=wire_harness_assembly"),
    (
        "Cắt dây khuôn dập SKD11 ±0,005",
        "process=wire_edm material=skd11 ~part_family=stamping_die tolerance=0.005",
    ),
    ("Cắt laser tấm SS400 dày 6mm", "process=laser_cutting material=ss400"),
    ("Khắc laser mã QR lên vỏ nhôm", "process=laser_marking material=aluminium ~part_family=housing"),
    ("Hàn laser vỏ inox", "process=laser_welding material=stainless_steel ~part_family=housing"),
    ("Đùn nhôm 6063-T5", "process=metal_extrusion material=a6063"),
    (
        "Đúc áp lực nhôm ADC12, 350 tấn",
        "process=high_pressure_die_casting material=adc12 machine_tonnage=350",
    ),
    (
        "Zinc plated steel bracket, stamped",
        "process=stamping finish=zinc_plating material=steel ~part_family=bracket",
    ),
    (
        "Zinc die cast handle, chrome plated",
        "process=high_pressure_die_casting finish=chrome_plating material=zinc_alloy ~part_family=handle",
    ),
    ("Wire drawing of copper wire", "process=wire_drawing material=copper ~part_family=electric_wire"),
    ("Wire EDM of die inserts SKD11", "process=wire_edm material=skd11 ~part_family=moulds_dies"),
    ("wire harness assembly, UL1015", "process=wire_harness_assembly"),
    ("Laser marking on aluminium housing", "process=laser_marking material=aluminium ~part_family=housing"),
    ("Extruded aluminium profile 6063", "process=metal_extrusion material=a6063"),
    ("Mould making for PA66 housing, 8 cavities", "process=mould_making ~part_family=housing cavities=8"),
]
BARE = [
    ("ep nhua ABS, 50.000 sp/thang, khuon co san", "process=injection_moulding material=abs capacity=50000"),
    (
        "tien CNC truc S45C phi 20 dai 150, dung sai 0.02",
        "process=cnc_turning material=s45c size=Ø150x20x20 tolerance=0.02",
    ),
    (
        "duc ap luc nhom ADC12, may 350 tan, bat buoc IATF 16949",
        "process=high_pressure_die_casting material=adc12 machine_tonnage=350 certificate=iatf_16949",
    ),
    (
        "ma kem nhung nong ket cau thep",
        "process=hot_dip_galvanizing material=steel ~part_family=steel_structure",
    ),
    ("han MIG khung thep SS400", "process=mig_welding material=ss400 ~part_family=frame"),
    ("cao su NBR ep khuon, 70 shore", "process?=rubber_moulding material=nbr"),
    ("dap sau inox 304, do day 0.8", "process=deep_drawing material=sus304"),
]
JAPANESE_KOREAN = [
    (
        "プレス加工 SPCC t1.2 月5万個 ISO9001必須",
        "process=stamping material=spcc capacity=50000 certificate=iso_9001",
    ),
    ("切削加工 S45C 公差±0.01 納期30日", "process=machining material=s45c tolerance=0.01 lead_time=30"),
    ("ダイカスト ADC12 型締力350トン", "process=die_casting material=adc12 machine_tonnage=350"),
    (
        "射出成形 PA66-GF30 年間60万個 IATF16949必須",
        "process=injection_moulding material=pa66_gf30 capacity=50000 certificate=iatf_16949",
    ),
    ("溶融亜鉛めっき SS400", "process=hot_dip_galvanizing material=ss400"),
    ("ワイヤーハーネス 月20000本", "process?=wire_harness_assembly ~part_family=wire_harness capacity=20000"),
    ("機械加工 A5052 Ra1.6 Ø50×100", "process=machining material=a5052 size=Ø100x50x50 roughness=1.6"),
    (
        "사출 성형 ABS 월 50,000개 IATF 16949 필수",
        "process=injection_moulding material=abs capacity=50000 certificate=iatf_16949",
    ),
    ("프레스 가공 SPCC 연간 60만개", "process=stamping material=spcc capacity=50000"),
    ("CNC 가공 AL6061 공차 ±0.02 납기 30일", "process=machining material=a6061 tolerance=0.02 lead_time=30"),
    ("아연도금 볼트 M8", f"{BOLTED} finish=zinc_plating ~part_family=bolt"),
    ("고무 성형 NBR", "process=rubber_moulding material=nbr"),
]
AROUND = [
    ("Đúc áp lực nhôm ADC12 cho khách hàng Đức", "process=high_pressure_die_casting material=adc12"),
    ("Mã số 12345, Part No. 6789 phay CNC", "process=cnc_milling"),
    ("Phay CNC, khách hàng Hàn Quốc", "process=cnc_milling"),
    ("Công ty Nhật cần mua lò xo", "process?=spring_making ~part_family=springs"),
    ("in-house plating required", "process=plating in_house=yes"),
    ("machining in-house, no outsourcing", "process=machining in_house=yes"),
    (
        "Tên hàng: vòng đệm; Số lượng: 10.000 cái/tháng",
        "process?=stamping|blanking|turning ~part_family=washer capacity=10000",
    ),
    ("Xuất khẩu sang Đức, phay CNC", "process=cnc_milling export_market=de"),
    ("NCC tại Bắc Ninh, dập nguội", "process=stamping place=p_bac_ninh"),
    ("Sơn tĩnh điện tủ điện, giao tại Sơn La", "process=powder_coating ~part_family=electrical_cabinet"),
    ("Gia công cơ khí, hàng mã", "process=machining"),
]
MEASURES = [
    (
        "CNC turned shaft S45C, Ø20h6 x 150, 10,000 pcs/year, Ra 0.8",
        "process=cnc_turning material=s45c ~part_family=shaft size=Ø150x20x20 tolerance=0.0127 roughness=0.8 capacity=833.333",
    ),
    ("Gang FC250, đúc cát, khối lượng 1.500 kg", "process=sand_casting material=fc250 part_weight=1500?"),
    ("Gang FC250, đúc cát, nặng từ 5 đến 50 kg", "process=sand_casting material=fc250 part_weight=5..50"),
    (
        "Ép nhựa ABS máy 1300 tấn, 300x200x50 mm",
        "process=injection_moulding material=abs size=300x200x50 machine_tonnage=1300",
    ),
    ("Nhiệt luyện chân không SKD11 HRC 58-62", "process=vacuum_heat_treatment material=skd11"),
    ("Phay CNC ±0,01, Ra 0,8, lỗ Ø20H7", "process=cnc_milling tolerance=0.01 roughness=0.8"),
    ("Dập SPCC, giao mẫu trong 2 tuần, lô 500 cái", "process=stamping material=spcc batch=500 lead_time=14"),
    ("Đúc nhôm, 20 tấn/tháng", "process=casting material=aluminium_cast capacity=20000kg"),
    ("Phay CNC 5 trục, hành trình 1000x600x500", "process=five_axis_milling machine_travel=1000x600x500"),
    (
        "Ép phun PP, 4 lòng khuôn, khuôn do NCC làm",
        "process=injection_moulding material=pp ~part_family=moulds_dies cavities=4 tooling=yes",
    ),
]
HEADS = [
    (
        "Mạ kẽm nhúng nóng kết cấu thép",
        "process=hot_dip_galvanizing material=steel ~part_family=steel_structure",
    ),
    (
        "Kết cấu thép mạ kẽm nhúng nóng",
        "process?=steel_fabrication|welding|roll_forming finish=hot_dip_galvanizing material=steel ~part_family=steel_structure",
    ),
    ("볼트 아연도금", "process=zinc_plating ~part_family=bolt"),
    ("亜鉛めっきボルト", f"{BOLTED} finish=zinc_plating ~part_family=bolt"),
    ("ボルト、亜鉛めっき", f"{BOLTED} finish=zinc_plating ~part_family=bolt"),
    ("Zinc plated bolts M8", f"{BOLTED} finish=zinc_plating ~part_family=bolt"),
    ("Zinc plating of bolts M8", "process=zinc_plating ~part_family=bolt"),
    ("Bolts M8, zinc plated", f"{BOLTED} finish=zinc_plating ~part_family=bolt"),
    ("Khuôn đúc áp lực ADC12", "process?=die_casting_die_making ~part_family=die_casting_die"),
    ("Khuôn dập SKD11", "process?=die_making material=skd11 ~part_family=stamping_die"),
    (
        "Anodized aluminium housing, CNC machined",
        "process=machining finish=anodizing material=aluminium ~part_family=housing",
    ),
    ("Sơn tĩnh điện tủ điện", "process=powder_coating ~part_family=electrical_cabinet"),
    (
        "Tủ điện sơn tĩnh điện",
        "process?=sheet_metal|switchgear_assembly|welding finish=powder_coating ~part_family=electrical_cabinet",
    ),
    ("Powder coating of enclosures", "process=powder_coating"),
]
WHOLE = [
    (
        "Đúc mẫu chảy inox 316, khối lượng 0,2 - 3,5 kg, Ra 3.2, mài bóng",
        "process=investment_casting finish=polishing material=sus316 part_weight=0.2..3.5 roughness=3.2",
    ),
    (
        "Gioăng cao su EPDM, ép nén, dung sai ±0,2, RoHS",
        "process=compression_moulding material=epdm ~part_family=gasket tolerance=0.2 certificate=rohs",
    ),
    (
        "Thép tấm SPHC dày 3.2 dập nguội, sơn tĩnh điện màu đen, máy dập 200T trở lên",
        "process=stamping finish=powder_coating material=sphc machine_tonnage=200",
    ),
    (
        "Bánh răng côn SCM420 thấm cacbon, mài răng, cấp chính xác 6",
        "process=gear_grinding finish=carburizing material=scm420 ~part_family=bevel_gear",
    ),
    ("Khuôn dập liên hoàn cho tấm SECC 0,8mm, 12 bước", "process?=die_making ~part_family=progressive_die"),
    (
        "PCB 4 lớp FR4, HASL không chì, 5.000 tấm/tháng",
        "process?=pcb_fabrication material=fr4 ~part_family=pcb capacity=5000",
    ),
    (
        "Lắp ráp PCBA, SMT 0402, có AOI, ISO 13485 bắt buộc",
        "process=smt_assembly certificate=iso_13485 inspection=aoi",
    ),
    (
        "Precision turned parts, brass C3604, Ø3-Ø20, tolerance +0/-0.01, 100k/month, MOQ 5000",
        "process=turning material=c3604 ~part_family=turned_parts size=Ø20x20 tolerance=0.005 capacity=100000 batch=5000",
    ),
    (
        "We are looking for suppliers of gravity cast aluminium AC4B brackets, 1.2 kg each, 3000 pcs per month",
        "process=gravity_die_casting material=ac4b ~part_family=bracket part_weight=1.2 capacity=3000",
    ),
    (
        "Plastic parts: ABS+PC, vacuum forming, size 800 x 600 x 300",
        "process=vacuum_forming material=pc_abs ~part_family=plastic_parts size=800x600x300",
    ),
    (
        "Titanium grade 5 machining, AS9100 mandatory, 5-axis",
        "process=five_axis_milling material=ti_gr5 certificate=as9100",
    ),
    (
        "Không yêu cầu ISO; chỉ cần phay CNC POM trắng, SL 50 cái, giao 7 ngày",
        "process=cnc_milling material=pom batch=50 lead_time=7",
    ),
    (
        "Cần tìm NCC gia công khuôn đúc áp lực cho vỏ động cơ, có CMM, gần Hải Phòng",
        "process=die_casting_die_making ~part_family=motor_housing inspection=cmm ~place=p_hai_phong@60km",
    ),
    (
        "Tìm đối tác mạ niken hóa học, dày 10µm, chi tiết nhôm",
        "process=electroless_nickel material=aluminium",
    ),
    (
        "Hàn TIG bồn inox 304 dung tích 500 lít, thử kín",
        "process=tig_welding ~+process=pressure_testing material=sus304 ~part_family=tank_vessel",
    ),
    ("Dây hàn CO2 1.2mm", "process?=wire_drawing ~part_family=metal_wire"),
    (
        "Xích công nghiệp bước 12.7, nhiệt luyện",
        "process?=stamping finish=heat_treatment ~part_family=chain",
    ),
    ("Vòng bi 6204, khách hàng Honda", "process?=turning|grinding ~part_family=bearings"),
    (
        "アルミ押出 A6063 長さ3000mm、アルマイト処理、月1000本",
        "process=metal_extrusion finish=anodizing material=a6063 size=3000 capacity=1000",
    ),
    (
        "板金加工 SECC t1.0 曲げ・溶接・塗装",
        "process=sheet_bending +process=welding finish=painting material=secc",
    ),
    (
        "ゴム成形 NBR 硬度70、月産3万個、RoHS対応",
        "process=rubber_moulding material=nbr capacity=30000 certificate=rohs",
    ),
    (
        "冷間鍛造 SCM435 ボルト、全数検査",
        "process=cold_forging ~+process=testing_inspection material=scm435 ~part_family=bolt",
    ),
    ("定型外 旋盤加工 φ20×100 公差h7", "process=turning size=Ø100x20x20 tolerance=0.0175"),
    (
        "정밀 가공 SUS316L 공차 ±0.005, 5축, 의료기기 ISO 13485 필수",
        "process=machining material=sus316l tolerance=0.005 machine_axes=5 certificate=iso_13485",
    ),
    ("프레스 금형 제작 SKD11", "process=die_making material=skd11"),
    (
        "알루미늄 압출 6063-T5, 아노다이징 흑색, 월 2톤",
        "process=metal_extrusion finish=anodizing material=a6063 capacity=2000kg",
    ),
    ("다이캐스팅 ADC12 350톤 이상, 북부 지역 업체만", "process=die_casting material=adc12 place=vn_north"),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *NEGATIONS,
        *ALTERNATIVES,
        *WISHES,
        *LOOK_ALIKES,
        *BARE,
        *JAPANESE_KOREAN,
        *AROUND,
        *MEASURES,
        *HEADS,
        *WHOLE,
    ],
)
def test_a_line_is_read_exactly(text, wanted):
    assert briefly(read_text(text, V)) == wanted.split(" ")
