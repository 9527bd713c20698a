'use strict';

const section = document.getElementById('events');
const start = document.getElementById('events-start');
const stop = document.getElementById('events-stop');
const log = document.getElementById('events-log');
let source = null;

function note(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.append(line);
}

function end(text) {
  source.close();
  source = null;
  start.disabled = false;
  stop.disabled = true;
  note(text);
}

start.addEventListener('click', () => {
  log.replaceChildren();
  start.disabled = true;
  stop.disabled = false;
  const began = performance.now();
  source = new EventSource(section.dataset.url + '?count=10&every=500');
  source.onmessage = (event) => note(`${event.data}, after ${Math.round(performance.now() - began)} ms`);
  source.addEventListener('done', (event) => end(event.data));
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      end('the server refused');
    } else {
      note('interrupted; the browser connects again');
    }
  };
});

stop.addEventListener('click', () => end('stopped'));
