// A second click on a button while the answer to the first is on its way would ask for something that has just ended. The server
// refuses that by itself; this spares the person the page that says so.
'use strict';
const AGAIN_AFTER_MS = 8000;
const sent = new WeakSet();
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => sent.delete(form), AGAIN_AFTER_MS);
});
// A page that comes back from the browser's memory may be sent anew.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    document.querySelectorAll('form').forEach((form) => sent.delete(form));
  }
});
