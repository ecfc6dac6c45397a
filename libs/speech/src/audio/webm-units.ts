/** The beginning of every WebM file: the id of its EBML header (RFC 8794). */
const fileStart = Buffer.from('1a45dfa3', 'hex');
/** Where a group of blocks begins whose timestamps stand on their own: the Cluster element (RFC 9559). */
const clusterStart = Buffer.from('1f43b675', 'hex');
/** Browsers begin a cluster at least every half minute; a larger one is no speech. Bytes. */
const largestCluster = 1024 * 1024;

/**
 * What must be kept of a recording to understand its next bytes: its header, and the cluster that is still open.
 * `heard` counts the bytes of PCM that this cluster has given already.
 */
export type OpenRecording = { header: Buffer; cluster: Buffer; heard: number };
const nothing = Buffer.alloc(0);
export const noRecording: OpenRecording = { header: nothing, cluster: nothing, heard: 0 };

/** A file of one cluster, that decodes by itself; the first `heard` bytes of its PCM are known. */
export type Unit = { file: Buffer; heard: number };

/**
 * Takes the next bytes of a recording as a browser's MediaRecorder cuts them: anywhere, also in the middle of a block.
 * A chunk that begins with a header begins a new recording; bytes that belong to none are left out.
 */
export function openUnits(before: OpenRecording, chunk: Buffer): { units: Unit[]; open: OpenRecording } {
  const bytes = startsWith(chunk, fileStart) ? chunk : Buffer.concat([before.cluster, chunk]);
  const begins = startsWith(bytes, fileStart);
  const starts = placesOf(clusterStart, bytes);
  const [first] = starts;
  // what comes before the first cluster is the header, whole or not, or the rest of something that was lost
  if (first === undefined)
    return {
      units: [],
      open: begins && bytes.length < largestCluster ? { ...noRecording, cluster: bytes } : afterGap(before),
    };
  const header = begins ? bytes.subarray(0, first) : before.header;
  if (header.length === 0) return { units: [], open: noRecording };
  const units = starts.map((start, index) => ({
    file: Buffer.concat([header, bytes.subarray(start, starts[index + 1])]),
    heard: index === 0 && !begins ? before.heard : 0,
  }));
  const cluster = bytes.subarray(starts.at(-1));
  const open = { header, cluster, heard: 0 };
  return { units, open: cluster.length > largestCluster ? afterGap(open) : open };
}

/** The open cluster has a hole: sound comes back with the next one. */
export const afterGap = ({ header }: OpenRecording): OpenRecording => ({ ...noRecording, header });

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

function placesOf(pattern: Buffer, bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(pattern); at !== -1; at = bytes.indexOf(pattern, at + 1)) places.push(at);
  return places;
}
