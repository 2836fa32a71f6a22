package app.parley.realtime;

import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;

/**
 * The handshake without compression: {@code permessage-deflate} would compress every event again for every reader and keep a
 * window of memory for each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692">RFC 7692, Compression Extensions for WebSocket</a>
 */
class JettyUpgrade extends JettyRequestUpgradeStrategy {

    @Override
    public void setServletContext(ServletContext context) {
        super.setServletContext(context);
        var handler = ServletContextHandler.getServletContextHandler(context);
        if (handler != null && handler.getServer() != null) {
            WebSocketServerComponents.getWebSocketComponents(handler)
                    .getExtensionRegistry()
                    .unregister("permessage-deflate");
        }
    }
}
