package app.parley.account.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/** The cookie that names the web session; it ends with the browser, staying signed in is another cookie's matter. */
@Component
class SessionCookie implements CookieSerializer {

    private final BrowserCookie cookie = new BrowserCookie("parley");

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return cookie.readAll(request);
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        if (value.getCookieMaxAge() == 0 || value.getCookieValue().isEmpty()) {
            cookie.remove(value.getRequest(), value.getResponse());
        } else {
            cookie.write(value.getRequest(), value.getResponse(), value.getCookieValue(), BrowserCookie.SESSION);
        }
    }
}
