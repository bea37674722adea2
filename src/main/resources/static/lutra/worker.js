import { InvalidData } from "./invalid-data.js";

/**
 * Decodes in workers, so that the page stays responsive. A request waits until a thread is free; one whose signal is
 * aborted is dropped if it still waits.
 */
export class LatticeWorker {
  #threads = [];
  #waiting = [];
  #calls = new Map();
  #next = 0;
  /** Why there is no thread. */
  #fault = null;

  /** @param threads the number of workers, each of which reads the model once */
  constructor({ threads = 1 } = {}) {
    for (let i = 0; i < threads; i++) this.#threads.push(this.#start());
  }

  /** Reads a model file in all threads. Everything that needs a model waits for it. */
  readModel(buffer) {
    return this.#toAll("readModel", [buffer]);
  }

  numbers(look, options) {
    return this.#call("numbers", [keyOf(look)], options);
  }

  detail(look, size, { signal, ...options } = {}) {
    return this.#call("detail", [keyOf(look), size, options], { signal });
  }

  lattice(look, size, { signal, ...options } = {}) {
    return this.#call("lattice", [keyOf(look), size, options], { signal });
  }

  readToken(text, size, options) {
    return this.#call("readToken", [text, size], options);
  }

  writeToken(lattice, size, { signal, ...options } = {}) {
    return this.#call("writeToken", [lattice, size, options], { signal });
  }

  /** Ends the threads. What was not answered is rejected. */
  close() {
    for (const thread of [...this.#threads]) this.#end(thread, new Error("the worker was closed"));
  }

  #start() {
    const worker = open(new URL("./worker-thread.js", import.meta.url));
    const thread = { worker, calls: new Set() };
    worker.onmessage = ({ data }) => this.#answered(thread, data);
    worker.onerror = (event) => this.#end(thread, new Error(event.message || "the worker cannot be loaded"));
    return thread;
  }

  /** Without a thread, calls that wait would wait for ever. */
  #end(thread, error) {
    thread.worker.terminate();
    this.#threads = this.#threads.filter((other) => other !== thread);
    const lost = [...thread.calls].map((id) => this.#calls.get(id));
    for (const id of thread.calls) this.#calls.delete(id);
    if (this.#threads.length === 0) {
      this.#fault = error;
      lost.push(...this.#waiting.splice(0));
    }
    for (const call of lost) call.reject(error);
  }

  #call(name, args, { signal } = {}) {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#fault) throw this.#fault;
      const onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== call);
        call.reject(signal.reason);
      };
      const settle = (how) => (value) => {
        signal?.removeEventListener("abort", onAbort);
        how(value);
      };
      const call = { name, args, resolve: settle(resolve), reject: settle(reject) };
      signal?.addEventListener("abort", onAbort);
      this.#waiting.push(call);
      this.#dispatch();
    });
  }

  async #toAll(name, args) {
    if (this.#fault) throw this.#fault;
    await Promise.all(this.#threads.map((thread) => new Promise((resolve, reject) => {
      this.#send(thread, { name, args, resolve, reject });
    })));
  }

  #dispatch() {
    for (const thread of this.#threads) {
      if (thread.calls.size === 0 && this.#waiting.length > 0) this.#send(thread, this.#waiting.shift());
    }
  }

  #send(thread, call) {
    const id = this.#next++;
    this.#calls.set(id, call);
    thread.calls.add(id);
    thread.worker.postMessage({ id, name: call.name, args: call.args });
  }

  #answered(thread, { id, result, error, invalid }) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    thread.calls.delete(id);
    this.#dispatch();
    if (error === undefined) call.resolve(result);
    else call.reject(invalid ? new InvalidData(error) : new Error(error));
  }
}

function keyOf(look) {
  return typeof look === "object" ? look.index : look;
}

/** A worker of another site may not be opened, but a worker of this page may import its module. */
function open(url) {
  if (url.origin === location.origin) return new Worker(url, { type: "module" });
  const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  try {
    return new Worker(address, { type: "module" });
  } finally {
    URL.revokeObjectURL(address);
  }
}
