/** Both scripts take the time from Redis, so that a node with a wrong clock does no harm. */

/** A node's viewers of one session as JSON, forgotten after `forgetMs`. Languages are remembered by when last watched. */
export const reportViewersLua = `
local viewers, watched = unpack(KEYS)
local node, report, forgetMs, rememberSeconds = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local reported = cjson.decode(report)
if next(reported.byLanguage) == nil then
  redis.call('HDEL', viewers, node)
else
  reported.until_ = now + forgetMs
  redis.call('HSET', viewers, node, cjson.encode(reported))
  redis.call('PEXPIRE', viewers, forgetMs)
end
for language in pairs(reported.byLanguage) do redis.call('ZADD', watched, now, language) end
redis.call('ZREMRANGEBYSCORE', watched, '-inf', now - rememberSeconds * 1000)
redis.call('EXPIRE', watched, rememberSeconds)
return 1
`;

/** Answers the reports that still count, and the languages with how long ago (milliseconds) each was last watched. */
export const readViewersLua = `
local viewers, watched = unpack(KEYS)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local reports = {}
local rows = redis.call('HGETALL', viewers)
for index = 1, #rows, 2 do
  local report = cjson.decode(rows[index + 1])
  if report.until_ > now then
    table.insert(reports, cjson.encode({ byLanguage = report.byLanguage, byCountry = report.byCountry }))
  else
    redis.call('HDEL', viewers, rows[index])
  end
end
local languages = {}
local seen = redis.call('ZRANGE', watched, 0, -1, 'WITHSCORES')
for index = 1, #seen, 2 do
  table.insert(languages, { seen[index], now - seen[index + 1] })
end
return { reports, languages }
`;
