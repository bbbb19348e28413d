// A second press on a button while the answer to the first is on its way would ask for something that has just ended. The server
// refuses that by itself; this spares the person the page that says so. Another button of the form, as to cancel, still works.
'use strict';
const AGAIN_AFTER_MS = 8000;
const pressed = new WeakMap();
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (pressed.has(form) && pressed.get(form) === event.submitter) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  pressed.set(form, event.submitter);
  setTimeout(() => pressed.delete(form), AGAIN_AFTER_MS);
}, true);
// A page that comes back from the browser's memory may be sent anew.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    document.querySelectorAll('form').forEach((form) => pressed.delete(form));
  }
});
