// Saves a click; the button does the same where no script runs.
document.getElementById('antwoord').submit();
