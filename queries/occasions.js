// The occasions on which something was said: type, place and time.
// @ask which press conferences were there | which occasions were there | which interviews were there
// @param event string "" words of the type or place
// @column event, place, time, day, words, article
emit(occasions({ event: params.event }));
