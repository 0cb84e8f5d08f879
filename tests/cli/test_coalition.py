"""``megara coalition`` by running it."""

import json

import pyarrow.parquet as pq
import pytest

from tests.cli.test_run import check_again, megara
from tests.coalition.plans import PLAN, world


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coalition")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    world().to_netcdf(folder / "world.nc")
    return folder


@pytest.fixture(scope="module")
def done(files):
    return megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", files / "out"
    )


def test_it_prints_who_is_worth_what_and_writes_everything(done, files):
    assert done.returncode == 0, done.stderr
    for words in (
        "every kind of measure",
        "Shapley",
        "far away",
        "3 (reticent)",
        "10 (default)",
        "harm first, %",
        "cost, USD bn",
        "At the plan's resolves",
        "Core alone",
        "assumption",
        "16 coalitions solved",
    ):
        assert words in done.stdout, words
    written = {p.name for p in (files / "out").iterdir()}
    assert written == {
        "coalitions.parquet", "coalition.json", "brief.html",
        "outcome.csv", "trade.csv", "run.json",
    }  # fmt: skip
    assert pq.read_table(files / "out" / "coalitions.parquet").num_rows == 64
    record = json.loads((files / "out" / "coalition.json").read_text("utf-8"))
    assert record["bits"] == ["DEU", "KOR", "far away", "FRA"]
    page = (files / "out" / "brief.html").read_text("utf-8")
    assert "Who joins" in page
    assert "<script" not in page


def test_the_command_in_the_brief_gives_the_same_bytes(files, tmp_path):
    made = megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", tmp_path / "one",
        "--rung", "chips", "--rung", "tariffs", "--elasticities", "3.5", "--depth", "high",
        "--tolerance", "1e-9",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    words = check_again(files / "plan.yaml", files / "world.nc", tmp_path / "one", tmp_path / "two")
    assert words[0] == "coalition"


def test_rungs_can_be_chosen(files, tmp_path):
    done = megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", tmp_path,
        "--rung", "chips", "--rung", "tariffs", "--no-brief", "--depth", "high",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"coalitions.parquet", "coalition.json"}
    table = pq.read_table(tmp_path / "coalitions.parquet").to_pandas()
    assert table.rung.unique().tolist() == ["tariffs", "chips"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--rung", "chops"), "did you mean 'chips'"),
        (("--device", "abacus"), "device is one of"),
        (("--workers", "0"), "at least 1"),
        (("--tolerance", "0"), "tolerance"),
        (("--world", "mars"), "no world"),
    ],
)
def test_wrong_usage_is_one_line_and_leaves_nothing(files, tmp_path, options, words):
    out = tmp_path / "out"
    done = megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", out, *options
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_a_plan_that_asks_nobody(files, tmp_path):
    from tests.plans import PLAN as SMALL

    (tmp_path / "plan.yaml").write_text(SMALL.replace(", prospective: [DEU, KOR]", ""))
    done = megara(
        "coalition", tmp_path / "plan.yaml", "--world", files / "world.nc", "--out", tmp_path / "o"
    )
    assert done.returncode == 2
    assert "asks nobody" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_graphics_card_that_is_not_there(files, tmp_path):
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this machine has a graphics card")
    done = megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", tmp_path / "o",
        "--device", "cuda",
    )  # fmt: skip
    assert done.returncode == 2
    assert "graphics card" in done.stderr


def test_draws_give_bands_and_the_same_seed_the_same_bytes(files, tmp_path):
    records = []
    for folder in ("one", "two"):
        done = megara(
            "coalition", files / "plan.yaml", "--world", files / "world.nc",
            "--out", tmp_path / folder, "--rung", "everything", "--draws", "20", "--seed", "3",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "20 draws, 5 to 95 %" in " ".join(done.stdout.split())
        records.append((tmp_path / folder / "coalition.json").read_bytes())
    assert records[0] == records[1]
    band = json.loads(records[0])["bands"]["everything"]
    assert (band["draws"], band["seed"]) == (20, 3)
    low, high = band["all"]["harm_pct"]
    assert low < high
    page = (tmp_path / "one" / "brief.html").read_text("utf-8")
    assert "In 20 draws the harm with all in is" in page
    assert "Pivotal for three quarters" in page


def test_draws_that_cannot_be_had_are_refused(files, tmp_path):
    done = megara(
        "coalition", files / "plan.yaml", "--world", files / "world.nc", "--out", tmp_path,
        "--draws", "20", "--depth", "low",
    )  # fmt: skip
    assert done.returncode == 2
    assert "leave out depth" in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())
