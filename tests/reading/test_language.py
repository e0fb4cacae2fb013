"""The language of a text, in samples made up for the purpose."""

import time

import pytest

from dateline.reading.language import detect_language

SAMPLES = [
    ("en", "Gunmen attacked a police post near the river on Monday, the army said."),
    ("en", "GUNMEN ATTACKED A POLICE POST NEAR THE RIVER ON MONDAY, THE ARMY SAID."),
    ("en", "MEN OF THE FRENTE DEL ALBA TODAY FREED LUIS RUIZ, THE MAYOR WHO WAS TAKEN IN MAY."),
    ("es", "Hombres armados atacaron el lunes un puesto de policía cerca del río, dijo el mando."),
    ("es", "HOMBRES ARMADOS ATACARON EL LUNES UN PUESTO DE POLICÍA, SEGÚN DIJO EL EJÉRCITO."),
    ("fr", "Des hommes armés ont attaqué lundi un poste de police près du fleuve, selon l'armée."),
    ("de", "Bewaffnete haben am Montag einen Polizeiposten am Fluss angegriffen, sagte die Armee."),
    ("pt", "Homens armados atacaram na segunda-feira um posto da polícia, disse o exército."),
    ("it", "Uomini armati hanno attaccato lunedì un posto di polizia, ha detto il comando."),
    ("tr", "Silahlı kişiler pazartesi günü nehir kıyısındaki polis karakoluna saldırdı."),
    ("id", "Orang bersenjata menyerang pos polisi di dekat sungai Senin pagi karena uang."),
    ("ru", "Вооружённые люди в понедельник напали на полицейский пост у реки, сообщила армия."),
    ("ar", "هاجم مسلحون يوم الاثنين مركزا للشرطة بالقرب من النهر، بحسب ما قاله الجيش في بيان."),
    ("zh", "军方表示,武装人员星期一袭击了河边的一个警察哨所,造成两名警察死亡。"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), SAMPLES)
def test_tells_languages_apart(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "  \n", "Mirna, 3 March", "12 345 678 — 90 %" * 20])
def test_too_short_to_tell(text: str) -> None:
    assert detect_language(text) is None


def test_a_menu_of_languages_does_not_hide_the_report() -> None:
    menu = (
        "Inicio\nNoticias\nDeportes\nÚltima hora\nSuscríbete\nContacto\nPolítica de privacidad\n"
        * 3
    )
    paragraph = (
        "Gunmen attacked a police post near the river on Monday, the army said in Mirna. " * 3
    )
    assert detect_language(menu + paragraph) == "en"


def test_a_long_article_costs_milliseconds() -> None:
    text = "Gunmen attacked a police post near the river on Monday, the army said. " * 3000
    detect_language(text)  # loads the model
    started_at = time.process_time()  # whatever else the machine does
    detect_language(text)
    assert time.process_time() - started_at < 0.1  # 3 ms


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "UN deputy chief Mark Penn meets Mali's president Ulrike Brandt at Hopi House in Lagos"
            " on October 2, 2018.",
            "en",
        ),
        ("Di president don tell reporters say im no go comot for office till dem vote.", "pcm"),
    ],
)
def test_a_short_english_sentence_is_no_pidgin(text: str, code: str) -> None:
    assert detect_language(text) == code
