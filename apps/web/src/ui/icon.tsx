const paths = {
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11M3 19c.5-3.3 2.9-5 6-5s5.500 1.700 6 5M16 5a3 3 0 0 1 0 5.800M17.500 14.300c2 .6 3.200 2.200 3.500 4.700',
  send: 'M4 12 20 4l-5 16-3.500-6.500z',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7.500V12l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  edit: 'M4 20h4L19 9l-4-4L4 16z',
  swap: 'M4 8h13M13 4l4 4-4 4M20 16H7M11 20l-4-4 4-4',
  bag: 'M6 8h12l1 12H5zM9 8V7a3 3 0 0 1 6 0v1',
  minus: 'M6 12h12',
  plus: 'M12 6v12M6 12h12',
  mic: 'M12 3.500a3 3 0 0 0-3 3V12a3 3 0 0 0 6 0V6.500a3 3 0 0 0-3-3M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3',
  place:
    'M12 21c-4-4.500-6.500-7.700-6.500-11a6.500 6.500 0 0 1 13 0c0 3.300-2.500 6.500-6.500 11M12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  alert: 'M12 4 2.800 20h18.400zM12 10v4.500M12 17.200v.1',
} as const;
export type IconName = keyof typeof paths;

/** A line drawing beside a word; never the only name of a thing. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
