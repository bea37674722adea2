import {call} from '../api.js';
import {h, percent, toast} from '../dom.js';

const WORDS = {QUEUED: 'Waiting', RUNNING: 'Running', SUCCEEDED: 'Done', FAILED: 'Failed', CANCELLED: 'Cancelled'};
const ended = ({state}) => !['QUEUED', 'RUNNING'].includes(state);
const followed = new Set();

export function jobItem(job) {
  const item = h('li', {'data-job': job.id});
  fill(item, job);
  return item;
}

function fill(item, job) {
  const {progress, state} = job;
  item.dataset.state = state;
  item.replaceChildren(
    h('header', {}, h('strong', {}, job.name), h('span', {class: 'muted'}, status(job)),
      !ended(job) && h('button', {type: 'button', class: 'button small', 'aria-label': `Cancel ${job.name}`, onclick: () => cancel(job)}, 'Cancel')),
    !ended(job) ? h('progress', {max: 1, value: progress?.fraction ?? 0, 'aria-label': `Progress of ${job.name}`}) : '',
    job.error ? h('p', {class: 'error'}, job.error) : '');
}

function status({state, progress}) {
  const parts = [WORDS[state]];
  if (state === 'RUNNING' && progress) {
    parts.push(percent(progress.fraction));
    if (progress.deltaE76) parts.push(`ΔE ${progress.deltaE76.toFixed(2)}`);
    if (progress.etaSeconds) parts.push(`${duration(progress.etaSeconds)} left`);
  }
  return parts.join(' · ');
}

const duration = (seconds) => (seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`);

async function cancel({id}) {
  try {
    await call(`/training-jobs/${id}`, {method: 'DELETE'});
  } catch (e) {
    toast(e.message);
  }
}

/** Server-sent events: reads are open, so that the browser's own EventSource, which sends no headers, will do. */
export function follow(job, done) {
  if (followed.has(job.id)) return;
  followed.add(job.id);
  const events = new EventSource(`/training-jobs/${job.id}/events`);
  const end = () => {
    events.close();
    followed.delete(job.id);
  };
  events.onmessage = ({data}) => {
    const latest = JSON.parse(data);
    const item = document.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
    if (item) fill(item, latest);
    if (!ended(latest)) return;
    end();
    if (latest.state === 'SUCCEEDED') done();
    toast(`${latest.name}: ${WORDS[latest.state].toLowerCase()}`);
  };
  // While it tries again, it is not closed; a server that has nothing more to say closes it.
  events.onerror = () => events.readyState === EventSource.CLOSED && end();
}
