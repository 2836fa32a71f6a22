package app.parley.realtime;

import app.parley.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * What a socket is told is in the language of its page, which says it once: CONNECT may carry a header
 * {@value #HEADER} with a tag such as {@code de} (BCP 47). Else it is English.
 */
@Component
class SocketLanguage implements ChannelInterceptor {

    private static final String HEADER = "accept-language";
    private static final int LONGEST = 35; // RFC 5646 §4.4.1
    private static final String ATTRIBUTE = "parley.language";

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        Map<String, Object> socket = SimpMessageHeaderAccessor.getSessionAttributes(message.getHeaders());
        if (socket != null
                && SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.CONNECT) {
            socket.put(
                    ATTRIBUTE, asked(NativeMessageHeaderAccessor.getFirstNativeHeader(HEADER, message.getHeaders())));
        }
        LocaleContextHolder.setLocale(
                socket != null && socket.get(ATTRIBUTE) instanceof Locale locale ? locale : Locale.ENGLISH);
        return message;
    }

    @Override
    public void afterSendCompletion(
            Message<?> message, MessageChannel channel, boolean sent, @Nullable Exception failure) {
        LocaleContextHolder.resetLocaleContext();
    }

    private static Locale asked(@Nullable String tag) {
        boolean isTag = tag != null && tag.length() <= LONGEST;
        return Language.firstOf(isTag ? List.of(Locale.forLanguageTag(tag)) : List.of())
                .locale();
    }
}
