"""The command `dragoman`: options to calls, results to words; no logic."""

from __future__ import annotations

import argparse
import gc
import json
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import __version__
from generator.errors import DragomanError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with 0, with 1 when something is wrong, with 2 when it was misused."""
    options = _parser().parse_args(arguments)
    gc.set_threshold(_ALLOCATIONS, 20, 100)
    try:
        code = options.run(options)
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        code = 1
    except BrokenPipeError:  # the reader of our output went away (| head)
        sys.stderr.close()
        code = 1
    except KeyboardInterrupt:
        print("\ndragoman: stopped; nothing half-written is left", file=sys.stderr)
        code = 130
    sys.exit(code)


_ALLOCATIONS = 50_000
"""New values between two searches for unused ones in circles: hardly any are, and values are made by the million."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="Publish interviews, press conferences and oral histories as a static site in many languages.",
    )
    parser.add_argument("--version", action="version", version=f"dragoman {__version__}")
    parser.add_argument(
        "-C", dest="root", type=Path, default=Path(), metavar="DIR", help="the publication (default: here)"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, words, add in COMMANDS:
        command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        add(command)
    return parser


# --- commands -----------------------------------------------------------------------------------------------------


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR")
    command.add_argument("--locales", default="en", help="languages, the one for strangers first (default: en)")
    command.set_defaults(run=_run_new)


def _run_new(options: argparse.Namespace) -> int:
    from generator import pipeline

    locales = [locale.strip() for locale in options.locales.split(",")]
    for path in pipeline.new(options.folder, locales):
        print(f"wrote {path}")
    steps = ["dragoman import FILE", "dragoman serve", *(["dragoman translate"] if len(locales) > 1 else [])]
    if options.folder.resolve() != Path.cwd():
        steps.insert(0, f"cd {shlex.quote(str(options.folder))}")
    print("next: say in mkdocs.yml what it is called and where it will be, then", *steps, sep="\n  ")
    return 0


def _parse(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    _keep(command)
    command.set_defaults(run=_run_parse)


def _keep(command: argparse.ArgumentParser) -> None:
    words = "a line number, or words, that must not be dropped (may be given again)"
    command.add_argument("--keep", action="append", default=[], metavar="LINE|WORDS", help=words)


def _kept(options: argparse.Namespace) -> list[int | str]:
    return [int(value) if value.isdigit() else value for value in options.keep]


def _run_parse(options: argparse.Namespace) -> int:
    from generator import pipeline

    json.dump(pipeline.parse(options.file, _kept(options)), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", type=Path, nargs="+", metavar="FILE|DIR")
    command.add_argument("--slug", default="", help="name of the interview's folder, without the date (one file only)")
    command.add_argument("--jobs", type=int, default=0, help="processes (default: all processors)")
    _keep(command)
    command.set_defaults(run=_run_import)


def _run_import(options: argparse.Namespace) -> int:
    from generator import pipeline, reports

    if options.slug and (len(options.files) > 1 or options.files[0].is_dir()):
        print("dragoman: --slug goes with one file", file=sys.stderr)
        return 2
    taken = pipeline.import_files(
        options.root, options.files, keep=_kept(options), slug=options.slug, jobs=options.jobs
    )
    for line in reports.of_import(taken):
        print(line)
    return 1 if any(isinstance(one, DragomanError) for _, one in taken) else 0


def _translate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--new", metavar="LOCALE", help="start a language")
    command.add_argument("--status", action="store_true", help="say how far each edition is, and write nothing")
    command.add_argument(
        "--check", action="store_true", help="exit with 1 if a catalog is behind the text; write nothing"
    )
    command.set_defaults(run=_run_translate)


def _run_translate(options: argparse.Namespace) -> int:
    from generator import pipeline

    if options.status:
        for line in pipeline.translation_status(options.root):
            print(line)
        return 0
    new = options.new or ""
    changed = pipeline.translate(options.root, new=new, write=not options.check)
    for path in changed:
        print(f"{'behind the text: ' if options.check else 'wrote '}{path}")
    if not changed:
        print("all catalogs are as the text")
    if new and (asked := pipeline.announced(options.root, new)):
        print(f"next: publish {new} with this as line {asked[0]} of mkdocs.yml, and translate the catalogs\n{asked[1]}")
    return 1 if options.check and changed else 0


def _prefill(command: argparse.ArgumentParser) -> None:
    command.add_argument("locale", metavar="LOCALE")
    words = "libretranslate, openai or argos (default: the publication's own translations only)"
    command.add_argument("--machine", default="", metavar="NAME", help=words)
    command.set_defaults(run=_run_prefill)


def _run_prefill(options: argparse.Namespace) -> int:
    from generator import pipeline, reports

    for line in reports.of_prefill(pipeline.prefill(options.root, options.locale, options.machine), options.machine):
        print(line, flush=True)
    return 0


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("locale", metavar="LOCALE")
    command.add_argument(
        "format", choices=("xliff", "tmx"), help="for CAT tools: the messages, or a translation memory"
    )
    command.add_argument("--to", type=Path, default=Path("export"), metavar="DIR", help="default: export/")
    command.set_defaults(run=_run_export)


def _run_export(options: argparse.Namespace) -> int:
    from generator import pipeline

    written = pipeline.export(options.root, options.locale, options.format, options.to)
    for path in written:
        print(f"wrote {path}")
    if not written:
        print(f"nothing to export: no interview is translated into {options.locale}")
    return 0


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument("interview", nargs="?", default="", metavar="INTERVIEW", help="folder name; default: all")
    command.set_defaults(run=_run_review)


def _run_review(options: argparse.Namespace) -> int:
    from generator import pipeline

    decided = pipeline.review(options.root, options.interview, input, print)
    print(f"{decided} figures decided")
    return 0


def _suggest(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=int, default=20, help="so many of each kind and language (default: 20)")
    command.add_argument("--language", default="", metavar="TAG", help="of one edition only")
    command.set_defaults(run=_run_suggest)


def _run_suggest(options: argparse.Namespace) -> int:
    from generator import pipeline

    for line in pipeline.suggest(options.root, options.language, options.limit):
        print(line)
    return 0


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.add_argument("--only", action="append", metavar="NAME", help="run this check only (may be given again)")
    command.set_defaults(run=_run_check)


def _run_check(options: argparse.Namespace) -> int:
    from generator import pipeline, reports

    findings = list(pipeline.check(options.root, only=options.only))
    print(reports.FINDINGS[options.format](findings))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _build(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site-url", default="", metavar="URL", help="address of the site, instead of site_url")
    command.add_argument("--jobs", type=int, default=0, help="processes (default: all processors)")
    command.add_argument("--quiet", action="store_true", help="no progress")
    command.add_argument("--scheduler", default="", metavar="ADDRESS", help="let the workers of a Dask scheduler do it")
    command.add_argument("--plain", action="store_true", help="let MkDocs build every page: slow, the same site")
    command.set_defaults(run=_run_build)


def _run_build(options: argparse.Namespace) -> int:
    from generator import pipeline, reports

    built = pipeline.build(
        options.root,
        url=options.site_url,
        jobs=options.jobs,
        scheduler=options.scheduler,
        quiet=options.quiet,
        plain=options.plain,
    )
    for line in reports.of_build(built):
        print(line)
    return 0


def _split(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a new folder, for one folder for each host")
    command.set_defaults(run=_run_split)


def _run_split(options: argparse.Namespace) -> int:
    from generator import pipeline, reports

    for line in reports.of_split(pipeline.split(options.root, options.folder)):
        print(line)
    return 0


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--no-reload", action="store_true", help="serve site/ as it is, build nothing")
    command.set_defaults(run=_run_serve)


def _run_serve(options: argparse.Namespace) -> int:
    from generator import serve

    serve.serve(options.root, options.port, rebuild=not options.no_reload)
    return 0


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "stage", metavar="STAGE", help="interviews, published, ids, figures, mentions, terms or editions"
    )
    command.set_defaults(run=_run_show)


def _run_show(options: argparse.Namespace) -> int:
    from generator import pipeline

    json.dump(pipeline.show(options.root, options.stage), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


COMMANDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("new", "start a publication in an empty folder", _new),
    ("parse", "print the structure of a raw source as JSON; write nothing", _parse),
    ("import", "take transcripts into the publication", _import),
    ("translate", "bring the translation catalogs up to date with the text", _translate),
    ("prefill", "propose translations, to be confirmed by a translator", _prefill),
    ("export", "write catalogs for CAT tools", _export),
    ("review", "walk through proposed figures: accept, edit, reject", _review),
    ("suggest", "propose topics, people and other names for the vocabulary", _suggest),
    ("check", "report what is wrong with the publication", _check),
    ("build", "build the site in every language", _build),
    ("split", "divide the built site among several repositories or buckets", _split),
    ("serve", "build, show the site in the browser, and build again on every change", _serve),
    ("show", "print an intermediate value as JSON", _show),
)
"""Name, what it does, its options; in the order of work."""
