/* The native host: one process at most, started when it is first asked, and started anew after it went away. */
import { bounded } from "./bounded.js";

const PROTOCOL = 1;
const IDLE = 10_000;

/** Why there is no answer: `code` is one of missing, crashed, rubbish, slow, version, or the host's own. */
export class HostError extends Error {
  constructor(code, message = "") {
    super(message);
    this.code = code;
  }
}

export class Host {
  #connect;
  #port = null;
  #waiting = new Map();
  #number = 0;
  #idle = 0;

  constructor(connect) {
    this.#connect = connect;
  }

  /** Ask and give the answer; throws HostError, at the latest after so many milliseconds. */
  async ask(action, request, milliseconds) {
    try {
      return await bounded(() => this.#asked(action, request, milliseconds), milliseconds);
    } catch (error) {
      if (error.name !== "Slow") throw error;
      this.end("slow");
      throw new HostError("slow");
    }
  }

  /** Let the host stay for a while: whoever still writes would wait for another one to start. */
  stay() {
    if (!this.#port || this.#waiting.size) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.end(), IDLE);
  }

  /** Let the host go; whoever still waits is told. */
  end(code = "crashed") {
    clearTimeout(this.#idle);
    const port = this.#port;
    this.#port = null;
    port?.disconnect();
    for (const { reject } of this.#waiting.values()) reject(new HostError(code));
    this.#waiting.clear();
  }

  #asked(action, request, milliseconds) {
    return new Promise((resolve, reject) => {
      const id = (this.#number += 1);
      this.#waiting.set(id, { resolve, reject });
      try {
        const seconds = Math.max(milliseconds - 300, 100) / 1000;
        this.#open().postMessage({ protocol: PROTOCOL, id, action, seconds, ...request });
      } catch {
        this.end("missing");
      }
    });
  }

  #open() {
    clearTimeout(this.#idle);
    if (!this.#port) {
      const port = this.#connect();
      port.onMessage.addListener((answer) => this.#answered(port, answer));
      port.onDisconnect.addListener(() => this.#gone(port));
      this.#port = port;
    }
    return this.#port;
  }

  #answered(port, answer) {
    if (port !== this.#port) return undefined;
    if (typeof answer?.protocol === "number" && answer.protocol !== PROTOCOL) return this.end("version");
    const waiting = this.#waiting.get(answer?.id);
    if (!waiting || typeof answer.ok !== "boolean") return this.end("rubbish");
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting.resolve(answer);
    else waiting.reject(new HostError(answer.error?.code ?? "rubbish", String(answer.error?.message ?? "")));
    this.stay();
    return undefined;
  }

  #gone(port) {
    if (port !== this.#port) return;
    const why = String(port.error?.message ?? "");
    if (/no such native application/i.test(why)) this.end("missing");
    else this.end(/exceeds the limit|JSON/i.test(why) ? "rubbish" : "crashed");
  }
}
