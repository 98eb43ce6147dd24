/** Keeps what was made for a thing as long as the thing itself: what several rules ask of a side is worked out once, and goes with it. */
export function oncePer<Thing extends object, Made extends object>(
  make: (thing: Thing) => Made,
): (thing: Thing) => Made {
  const kept = new WeakMap<Thing, Made>();
  return (thing) => {
    let made = kept.get(thing);
    if (made === undefined) {
      made = make(thing);
      kept.set(thing, made);
    }
    return made;
  };
}
