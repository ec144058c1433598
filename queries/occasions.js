// The occasions on which something was said: type, place and time.
// @ask which occasions were there | what occasions were there | which EVENT were there | what EVENT were there | list the occasions | were there any EVENT
// @ask when was EVENT held
// @param event string "" words of the type or place
// @column event, place, time, day, words, article
emit(occasions({ event: params.event }));
