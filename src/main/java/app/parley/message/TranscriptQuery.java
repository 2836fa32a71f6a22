package app.parley.message;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which piece of the transcript is asked for: at most one of these, not negative; none asks for the newest page.
 *
 * @param before a seq
 * @param after a seq
 * @param around a seq
 * @param changed a change number
 */
record TranscriptQuery(
        @Nullable Long before,
        @Nullable Long after,
        @Nullable Long around,
        @Nullable Long changed) {

    TranscriptPage ask(Transcript transcript, long userId, long roomId) {
        List<Long> asked = Stream.of(before, after, around, changed)
                .filter(Objects::nonNull)
                .toList();
        if (asked.size() > 1 || asked.stream().anyMatch(number -> number < 0)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        } else if (before != null) {
            return transcript.before(userId, roomId, before);
        } else if (after != null) {
            return transcript.after(userId, roomId, after);
        } else if (around != null) {
            return transcript.around(userId, roomId, around);
        } else if (changed != null) {
            return transcript.changed(userId, roomId, changed);
        } else {
            return transcript.newest(userId, roomId);
        }
    }
}
