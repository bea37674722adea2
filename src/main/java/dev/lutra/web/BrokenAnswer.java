package dev.lutra.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of an answer that fails after its first byte. The answer then lacks its last chunk or part of
 * its declared length, so no client and no cache takes it for complete.
 */
final class BrokenAnswer extends ValveBase {

    private static final String ATTRIBUTE = BrokenAnswer.class.getName();

    BrokenAnswer() {
        super(true);
    }

    /** Marks a request, so that the server closes its connection afterwards. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            if (request.getAttribute(ATTRIBUTE) != null) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }
}
