/** Loaded before a script (`node --import`), sets its clock to CLOCK; the clock stands still. */
const { CLOCK } = process.env;
if (CLOCK !== undefined) {
  const now = Date.parse(CLOCK);
  const System = Date;
  class Stopped extends System {
    constructor(...args: ConstructorParameters<DateConstructor> | []) {
      super(...((args.length === 0 ? [now] : args) as [number]));
    }
    static override now() {
      return now;
    }
  }
  globalThis.Date = Stopped as DateConstructor;
}
