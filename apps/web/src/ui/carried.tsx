import type { Tracking } from '#libs/contracts';

/** Who carries an order, leading to where it can be followed. */
export function Carried({ tracking: { carrier, number, url } }: { tracking: Tracking }) {
  const name = <bdi>{[carrier, number].filter(Boolean).join(' · ')}</bdi>;
  if (!url) return <p>{name}</p>;
  return (
    <p>
      <a href={url} target="_blank" rel="noreferrer">
        {name}
      </a>
    </p>
  );
}
