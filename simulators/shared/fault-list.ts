/** A fault as somebody ordered it: as often as `count` says, for ever when absent. */
export interface Ordered {
  readonly count?: number | undefined;
}

/** Faults that inputs bring about by themselves; `times` counts per use key, absent = always. */
export interface MagicFault<Fault> {
  readonly fault: Fault;
  readonly times?: number;
}

/** What one simulator's faults depend on. */
export interface FaultRules<Order, Fault, Occasion> {
  /** Whether an ordered fault's scope takes the occasion in. */
  fits(order: Order, occasion: Occasion): boolean;
  /** The faults that the occasion's input asks for. */
  magicOf(occasion: Occasion): readonly MagicFault<Fault>[];
  /** Tells apart what `times` counts. */
  countKey(occasion: Occasion): string;
}

export interface FaultList<Order, Fault extends { readonly mode: string }, Occasion> {
  /** Takes a fault on, or all of them back. */
  obey(order: Order | { readonly mode: 'normal' }): void;
  /** The first fault of one of these modes that fits the occasion; this counts as one use of it. */
  take<Mode extends Fault['mode']>(
    occasion: Occasion,
    modes: readonly Mode[],
  ): Extract<Fault, { readonly mode: Mode }> | null;
  /** Whether a fault of this mode would strike, without using it up. */
  expects(occasion: Occasion, mode: Fault['mode']): boolean;
  /** What is in force by order, with what is left of each count. */
  inForce(): readonly Order[];
}

/** Faults live in memory: a restarted simulator behaves, but for the magic inputs. */
export function createFaultList<
  Fault extends { readonly mode: string },
  Order extends Fault & Ordered,
  Occasion,
>(rules: FaultRules<Order, Fault, Occasion>): FaultList<Order, Fault, Occasion> {
  let orders: readonly Order[] = [];
  const magicUses = new Map<string, number>();

  const findOrder = (occasion: Occasion, modes: readonly string[]) =>
    orders.find((order) => modes.includes(order.mode) && rules.fits(order, occasion));

  const findMagic = (occasion: Occasion, modes: readonly string[]) =>
    rules
      .magicOf(occasion)
      .find(
        ({ fault, times = Number.POSITIVE_INFINITY }) =>
          modes.includes(fault.mode) && (magicUses.get(rules.countKey(occasion)) ?? 0) < times,
      );

  return {
    obey(order) {
      orders = order.mode === 'normal' ? [] : [...orders, order as Order];
    },

    take<Mode extends Fault['mode']>(occasion: Occasion, modes: readonly Mode[]) {
      const found = findOrder(occasion, modes);
      if (found?.count !== undefined) {
        const left = found.count - 1;
        orders = orders.flatMap((order) =>
          order !== found ? [order] : left > 0 ? [{ ...order, count: left }] : [],
        );
      }
      const magic = found ? undefined : findMagic(occasion, modes);
      if (magic) magicUses.set(rules.countKey(occasion), (magicUses.get(rules.countKey(occasion)) ?? 0) + 1);
      return (found ?? magic?.fault ?? null) as Extract<Fault, { readonly mode: Mode }> | null;
    },

    expects: (occasion, mode) => Boolean(findOrder(occasion, [mode]) ?? findMagic(occasion, [mode])),
    inForce: () => orders,
  };
}
