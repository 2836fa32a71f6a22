package bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Frames each event once and writes the same bytes to everybody; whatever came in one turn of the loop goes out in one write. */
@ChannelHandler.Sharable
class Room extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final int TEXT_FRAME = 0x81;

    private final EventLoop loop;
    private final Set<Channel> members = new LinkedHashSet<>();
    private long seq;
    private boolean flushing;

    Room(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
            members.add(context.channel());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        members.remove(context.channel());
    }

    /** A text is {@code author clientId body}. */
    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame said) {
        String[] parts = said.text().split(" ", 3);
        String event = """
                {"type":"message.posted","room":1,"seq":%d,"message":{"id":%d,"clientId":"%s","author":{"id":%s,"name":"Person %s"},"body":"%s","createdAt":"%s"}}"""
                .formatted(++seq, seq, parts[1], parts[0], parts[0], parts[2], Instant.now());
        ByteBuf frame = frame(context, event.getBytes(StandardCharsets.UTF_8));
        members.forEach(member -> member.write(frame.retainedDuplicate()));
        frame.release();
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        members.forEach(Channel::flush);
    }

    /** RFC 6455 §5.2, a whole message of up to 65,535 bytes. */
    private static ByteBuf frame(ChannelHandlerContext context, byte[] text) {
        ByteBuf frame = context.alloc().directBuffer(text.length + 4).writeByte(TEXT_FRAME);
        if (text.length < 126) {
            frame.writeByte(text.length);
        } else {
            frame.writeByte(126).writeShort(text.length);
        }
        return frame.writeBytes(text);
    }
}
