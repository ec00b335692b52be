"""Beginning a match, waiting for it, beginning it anew, deleting it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from matxich.web.public import runs
from matxich.web.public.match_form import TOP_DEFAULT, form_of, keep_files, options
from matxich.web.public.runs import KINDS, Run
from matxich.web.public.sample_files import sample_date, sample_file
from matxich.web.public.understood import half
from matxich.web.public.with_run import page, with_run
from matxich.web.public.work import begin

#: how long an answer waits for the work: short lists are done by then and show no progress at all
PATIENCE_S = 1.5


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Keep the files and begin; `sample` in the form takes the illustrative files instead."""
    if "sample" in request.POST:
        run = runs.create(sample_date(), TOP_DEFAULT, illustrative=True)
        for kind in KINDS:
            run.keep_file(kind, f"{kind}.xlsx", sample_file(kind))
    else:
        run = runs.create(*options(request.POST))
        run.facts.registry = request.POST.get("source") == "registry"
        run.save()
        keep_files(run, request)
    return _begun(run)


@require_POST
@with_run
def replace_files(request: HttpRequest, run: Run) -> HttpResponse:
    """Take the file that was missing or unusable, keep the other one, begin."""
    if run.state != runs.RUNNING:
        on, run.facts.top = options(request.POST)
        run.facts.on = on.isoformat()
        run.facts.registry = request.POST.get("source") == "registry"
        run.save()
        keep_files(run, request)
    return _begun(run)


@require_POST
@with_run
def run_again(request: HttpRequest, run: Run) -> HttpResponse:
    """Begin once more with the same files; `forget` in the form drops the corrections."""
    if "forget" in request.POST and run.state != runs.RUNNING:
        run.facts.corrections = {}
    return _begun(run)


def begin_and_wait(run: Run) -> None:
    """Begin the work and wait a moment for it."""
    thread = begin(run)
    if thread is not None:
        thread.join(PATIENCE_S)


def _begun(run: Run) -> HttpResponseRedirect:
    if all(run.has(kind) for kind in KINDS):
        begin_and_wait(run)
    return redirect("public:match", run.token)


@require_safe
@with_run
def progress(request: HttpRequest, run: Run) -> HttpResponse:
    """Tell how far the work is: {"state", "done", "total"}."""
    done, total = run.progress()
    return JsonResponse({"state": run.state, "done": done, "total": total})


@require_POST
@with_run
def delete(request: HttpRequest, run: Run) -> HttpResponse:
    """Remove the two files and the result at once."""
    run.delete()
    return render(request, "public/templates/match_deleted.html")


def waiting(request: HttpRequest, run: Run) -> HttpResponse:
    """The page of a match that is being worked on."""
    done, total = run.progress()
    return page(request, run, "match_running", {"done": done, "total": total})


def drafting(request: HttpRequest, run: Run) -> HttpResponse:
    """The page of a match that cannot begin: what is wrong beside each file."""
    values = {
        "form": form_of(run),
        "failure": run.facts.problems.get("match"),
        "can_correct": bool(half(run)),
    }
    return page(request, run, "match_draft", values)


def interrupted(request: HttpRequest, run: Run) -> HttpResponse:
    """The page of a match that the server's restart broke off."""
    return page(request, run, "match_interrupted", {})
