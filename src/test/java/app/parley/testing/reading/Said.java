package app.parley.testing.reading;

import tools.jackson.databind.JsonNode;

/**
 * A message as somebody sees it.
 *
 * @param author the user's number
 * @param shown the hash code of the rendered fragment, zero where nothing is rendered
 */
public record Said(
        long id,
        long seq,
        long change,
        String clientId,
        long author,
        String body,
        boolean edited,
        boolean deleted,
        int shown) {

    /** @param message as events and pages carry it */
    public static Said of(JsonNode message) {
        return new Said(
                message.path("id").asLong(),
                message.path("seq").asLong(),
                message.path("change").asLong(),
                message.path("clientId").asString(),
                message.path("author").path("id").asLong(),
                message.path("body").asString(),
                message.path("edited").asBoolean(),
                message.path("deleted").asBoolean(),
                message.path("html").asString().hashCode());
    }

    /** The same without what no row has. */
    public Said stored() {
        return new Said(id, seq, change, clientId, author, body, edited, deleted, 0);
    }
}
