// The button that copies a block of code knows no Norwegian; this script comes after its own, and before it makes its buttons.
messages["nb-NO"] = {
  copy: "Kopier",
  copy_to_clipboard: "Kopier til utklippstavlen",
  copy_success: "Kopiert",
  copy_failure: "Kunne ikke kopiere",
};
if (messages[document.documentElement.lang]) locale = document.documentElement.lang;
