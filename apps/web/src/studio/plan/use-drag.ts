import type { TargetedPointerEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';

type Handler = (event: TargetedPointerEvent<HTMLElement>) => void;
export type Grip = Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler>;
type Drag = { from: number; to: number; startY: number; y: number; height: number };

/**
 * Drags a row of a list by its grip, with mouse, pen or finger. While it is dragged the rows are shifted, not moved: an
 * element that is moved in the document loses the pointer.
 */
export function useDrag(count: number, onDrop: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);

  const grip = (index: number): Grip => ({
    onPointerDown: (event) => {
      if (event.button !== 0 || count < 2) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const height = list.current?.children[index]?.getBoundingClientRect().height ?? 0;
      setDrag({ from: index, to: index, startY: event.pageY, y: event.pageY, height });
    },
    onPointerMove: (event) => {
      if (drag === null) return;
      keepInSight(event.clientY);
      setDrag({ ...drag, y: event.pageY, to: placeAt(list.current, drag, event.pageY) });
    },
    onPointerUp: () => {
      setDrag(null);
      if (drag !== null && drag.to !== drag.from) onDrop(drag.from, drag.to);
    },
    onPointerCancel: () => setDrag(null),
  });

  /** How far a row is from its place, in CSS pixels. */
  const shift = (index: number): number => {
    if (drag === null) return 0;
    const { from, to, startY, y, height } = drag;
    if (index === from) return y - startY;
    if (index > from && index <= to) return -height;
    return index < from && index >= to ? height : 0;
  };

  return { list, grip, shift, dragged: drag?.from ?? null };
}

/** Rows have the places that they had when the drag began: `offsetTop` knows nothing of the shift. */
function placeAt(list: HTMLElement | null, { from, startY, height }: Drag, pageY: number): number {
  const rows = [...(list?.children ?? [])].filter((row) => row instanceof HTMLElement);
  const own = rows[from];
  if (own === undefined) return from;
  const middle = own.offsetTop + height / 2 + pageY - startY;
  return rows.filter((row, at) => at !== from && row.offsetTop + row.offsetHeight / 2 < middle).length;
}

const EDGE = 56;

/** The page follows a row that is dragged to its edge. */
function keepInSight(y: number): void {
  if (y < EDGE) scrollBy(0, -12);
  else if (y > innerHeight - EDGE) scrollBy(0, 12);
}
