import { frameBytes, levelOf } from './pcm.js';

/** How loud the room is when nobody speaks, in dBFS. */
export type NoiseFloor = number;
export const firstFloor: NoiseFloor = -60;

const quietestRoom = -80;
const loudestRoom = -35;
/** A voice stands out from its room by this much, in decibels. */
const above = 10;
/** Whatever is quieter than this is no voice that a recogniser could hear, in dBFS. */
const faintest = -50;

/**
 * Which frames of new audio hold a voice, by energy over a noise floor that falls quickly and rises slowly. The floor
 * goes on from frame to frame, so audio that comes in pieces is judged as it would be in one.
 */
export function findVoice(pcm: Buffer, floor: NoiseFloor): { voiced: boolean[]; floor: NoiseFloor } {
  const voiced: boolean[] = [];
  for (let at = 0; at + frameBytes <= pcm.length; at += frameBytes) {
    const level = levelOf(pcm.subarray(at, at + frameBytes));
    voiced.push(level > Math.max(faintest, floor + above));
    floor = Math.min(loudestRoom, Math.max(quietestRoom, floor + (level - floor) * (level < floor ? 0.2 : 0.005)));
  }
  return { voiced, floor };
}
