"""`dateline follow` as cron runs it."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.sources.pages import BODY, page
from tests.sources.site import running_site


def test_once_keeps_what_is_new_and_remembers_it(run: Run, tmp_path: Path) -> None:
    with running_site() as site:
        story = page(f"<h1>Ferry saved</h1>{BODY}").encode()
        feed = f"<rss><channel><item><link>{site.address}/1</link></item></channel></rss>"
        site.replies = {
            "/1": (200, {"Content-Type": "text/html"}, story),
            "/feed": (200, {"ETag": '"one"'}, feed.encode()),
        }
        path = tmp_path / "feeds.toml"
        path.write_text(f'[[feed]]\nurl = "{site.address}/feed"\noutlet = "The Varda Post"\n')
        first = run("follow", "--once", "--allow-private", str(path))
        assert first.returncode == 0, first.stderr
        assert first.stdout.startswith("new\t")
        assert first.stdout.endswith(f"\t{site.address}/1\n")
        assert (tmp_path / "feeds.state.json").exists()
        again = run("follow", "--once", "--allow-private", str(path))
        assert (again.returncode, again.stdout) == (0, "")
        assert site.asked.count("/feed") == 1, "it is not due yet"

        (tmp_path / "feeds.state.json").unlink()
        anew = run("follow", "--once", "--allow-private", str(path))
        assert anew.stdout.startswith("known\t"), "an article is kept once"

        refused = run("follow", "--once", "--state", str(tmp_path / "s.json"), str(path))
        assert refused.returncode == 1
        assert "private network" in refused.stderr


def test_a_wrong_list_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("follow", str(tmp_path / "missing.toml"))
    assert done.returncode == 2
    assert "could not be read" in done.stderr
    assert "Traceback" not in done.stderr
