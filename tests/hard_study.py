"""A small study whose texts hold what programs stumble over."""

from studies import small_study

HARD = 'Æ, ø og å 😀🏭 sa «nei», "kanskje" & <ja>\nog gikk'


def hard_study():
    """A study whose texts hold what programs stumble over, before and inside the excerpts."""
    study = small_study()
    study.excerpts.loc[study.excerpts["excerpt_id"] == "S001", "text_nb"] = HARD
    study.excerpts["section"] = "4.1"
    study.codes["kind"] = ["theme", "measure"]
    study.codes["definition_nb"] = ["Når noen sier «ja» & <nei> 😀", "Linje én\nlinje to"]
    study.codes["example"] = ["S001", ""]
    study.codes["include_nb"] = ["Ærlige ord", ""]
    study.codings.loc[study.codings["basis"] == "reconstruction", "reason_nb"] = 'Ordene «nei», "kanskje" & 🏭'
    study.excerpts.loc[study.excerpts["excerpt_id"] == "S002", "text_nb"] = "dialog,\r\nalltid dialog 😀"
    return study
