/* Nothing here may wait for ever or throw into Thunderbird. */

/** How long a compose window may wait, in milliseconds. */
export const PATIENCE = 5000;

/** Give what `work` promises, or fail with an error called "Slow" after so many milliseconds. */
export async function bounded(work, milliseconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("slow"), { name: "Slow" })), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Make a listener of a function: what it throws ends in the console, without anything of the mail. */
export function guarded(work) {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      console.error("leakcheck:", error?.name ?? "error");
      return undefined;
    }
  };
}
