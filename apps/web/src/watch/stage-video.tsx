import { useEffect, useRef, useState } from 'preact/hooks';
import type { SessionVideo } from '#libs/contracts';
import { t } from '../i18n/messages.js';
import { playVideo } from './play-video.js';
import type { WatchRoom } from './watch-room.js';

const Poster = ({ src }: { src: string | null }) =>
  src === null ? null : <img class="stage-poster" src={src} alt="" width="960" height="540" />;

/** What is behind the captions: the video while there is one and the viewer wants it, else the poster. */
export function StagePicture({ room }: { room: WatchRoom }) {
  const [wanted, setWanted] = useState(true);
  const { poster, state } = room.info.value;
  const video = state === 'live' ? room.video.value : null;
  if (video === null) return <Poster src={poster} />;
  return (
    <>
      {wanted ? <Video video={video} /> : <Poster src={poster} />}
      <button
        type="button"
        class="button button-small stage-video-switch"
        aria-pressed={wanted}
        onClick={() => setWanted(!wanted)}
      >
        {t('video')}
      </button>
    </>
  );
}

/** Without sound at first: browsers let nothing speak up before somebody has touched the page. */
function Video({ video }: { video: SessionVideo }) {
  const element = useRef<HTMLVideoElement>(null);
  const [sound, setSound] = useState(false);
  useEffect(
    () => (element.current === null ? undefined : playVideo(element.current, video)),
    // a video that begins anew has the same addresses
    [video.hls, video.whep, video.since],
  );
  return (
    <>
      {/* what is said is shown as text over it, in the viewer's language */}
      <video ref={element} class="stage-video" muted={!sound} playsInline disablePictureInPicture />
      <button
        type="button"
        class="button button-small stage-sound-switch"
        aria-pressed={sound}
        onClick={() => setSound(!sound)}
      >
        {t('sound')}
      </button>
    </>
  );
}
