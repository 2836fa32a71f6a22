package app.parley.realtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/** ERROR frames say a sentence of a fixed vocabulary, never a class, a path or what the client sent. */
class StompErrors extends StompSubProtocolErrorHandler {

    static final String MALFORMED = "Malformed frame";

    @Override
    public @Nullable Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> clientMessage, Throwable error) {
        var headers = StompHeaderAccessor.create(StompCommand.ERROR);
        String sentence = clientMessage != null && error instanceof IllegalStateException
                ? outOfTurn(clientMessage)
                : sentence(error);
        headers.setMessage(sentence);
        headers.setContentType(MimeTypeUtils.TEXT_PLAIN);
        headers.setLeaveMutable(true);
        return MessageBuilder.createMessage(sentence.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders());
    }

    @Override
    public @Nullable Message<byte[]> handleErrorMessageToClient(Message<byte[]> errorMessage) {
        var headers = StompHeaderAccessor.wrap(errorMessage);
        String sentence = String.valueOf(headers.getMessage());
        var clean = StompHeaderAccessor.create(StompCommand.ERROR);
        clean.setSessionId(headers.getSessionId());
        clean.setMessage(sentence.equals("Session closed.") ? sentence : "Server error");
        return MessageBuilder.createMessage(new byte[0], clean.getMessageHeaders());
    }

    /** Spring knows a session from its one CONNECT on, and throws this before it hands a frame to anybody else. */
    private static String outOfTurn(Message<byte[]> clientMessage) {
        StompCommand command = StompHeaderAccessor.wrap(clientMessage).getCommand();
        return command == StompCommand.CONNECT || command == StompCommand.STOMP ? "Connected already" : "CONNECT first";
    }

    private static String sentence(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case FrameRefused refused -> {
                    return String.valueOf(refused.getMessage());
                }
                case CsrfException _ -> {
                    return "CSRF token missing or out of date: load the page again";
                }
                case AccessDeniedException _ -> {
                    return "Not signed in";
                }
                case StompConversionException _, IllegalArgumentException _ -> {
                    return MALFORMED;
                }
                default -> {}
            }
        }
        return "Server error";
    }
}
