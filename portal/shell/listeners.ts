/** Those who hear of what the whole page shares; `hear` is what React's `useSyncExternalStore` asks for. */
export function listeners(): { readonly hear: (listener: () => void) => () => void; readonly tell: () => void } {
  const all = new Set<() => void>();
  return {
    hear: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: () => {
      for (const listener of all) listener();
    },
  };
}
