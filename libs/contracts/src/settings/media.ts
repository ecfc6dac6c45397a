import { z } from 'zod';
import { onOff, url, whole, secret, region } from './values.js';

/** How hosts are heard and seen. */
export const mediaSettings = {
  SPEECH_ENGINE: z
    .enum(['openai', 'whisper-cpp', 'deepgram', 'vosk', 'webhook'])
    .optional()
    .describe('What recognises speech; without it the house hears nobody. It needs SPEECH_URL.'),
  SPEECH_URL: url('http', 'https', 'ws', 'wss')
    .optional()
    .describe(
      'Where that recogniser is: its base with version for openai, a ws: or wss: address for deepgram and vosk.',
    ),
  SPEECH_API_KEY: z
    .string()
    .optional()
    .describe('API key for the recogniser, if it wants one; for webhook the secret that signs (whsec_ and base64).'),
  SPEECH_MODEL: z.string().optional().describe('Model of the recogniser, for openai and deepgram.'),
  SPEECH_REGION: region.describe('Where that recogniser hears, when that is not on your premises.'),
  SPEECH_PARTIALS: onOff('on').describe(
    'Whether viewers see what is recognised while a sentence goes on; the recogniser then hears its beginning several times.',
  ),
  FFMPEG_PATH: z.string().default('ffmpeg').describe('The ffmpeg that decodes WebM from browsers; PCM needs none.'),
  VIDEO_HLS_URL: z
    .string()
    .regex(/^https?:\/\/[^\s'";,]*\{name\}[^\s'";,]*$/, 'must be an http: or https: address with {name} in it')
    .optional()
    .describe(
      'Where browsers find the HLS playlist of a session, such as https://video.example.org/hls/{name}.m3u8. Without it there is no video.',
    ),
  VIDEO_WHEP_URL: z
    .string()
    .regex(/^https?:\/\/[^\s'";,]*\{name\}[^\s'";,]*$/, 'must be an http: or https: address with {name} in it')
    .optional()
    .describe(
      'Where browsers ask for the same video by WHEP, such as https://video.example.org/{name}/whep: pictures come within half a second. Where that fails they play VIDEO_HLS_URL.',
    ),
  VIDEO_PUBLISH_URL: url('rtmp', 'rtmps', 'srt', 'rtsp', 'http', 'https')
    .optional()
    .describe('Where hosts publish, as they are told it beside their stream key: rtmp://video.example.org/live.'),
  VIDEO_HOOK_SECRET: z
    .string()
    .min(16)
    .max(200)
    .optional()
    .describe('What a media server adds to the address of its hooks (docs/video.md). Without it none is believed.'),
  VIDEO_SILENCE_SECONDS: whole(30, 2, 3600).describe(
    'When a media server has said nothing of a video for so long, the video is taken as off.',
  ),
  LIVEKIT_API_KEY: secret.describe('API key of the LiveKit server whose webhooks are believed.'),
  LIVEKIT_API_SECRET: secret.describe('Secret of that key.'),
};
