package dev.lutra.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Rejects multipart bodies at addresses that take no uploads, because Tomcat would write such a body to the disk as
 * soon as any code reads a parameter. This filter runs right after the check of keys and before any code that reads
 * parameters.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
final class UploadAddressFilter extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;
    private final SingletonSupplier<List<RequestMappingInfo>> uploads;

    UploadAddressFilter(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> endpoints,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
        uploads = SingletonSupplier.of(() -> endpoints.getObject().getHandlerMethods().keySet().stream()
                .filter(UploadAddressFilter::takesUploads)
                .toList());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String declared = request.getContentType();
        String type = declared == null ? "" : declared.strip().toLowerCase(Locale.ROOT);
        if (!type.startsWith("multipart/")
                || (type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE) && isUpload(request))) {
            chain.doFilter(request, response);
        } else {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new HttpMediaTypeNotSupportedException("this address does not accept multipart bodies"));
        }
    }

    private boolean isUpload(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return uploads.obtain().stream().anyMatch(upload -> matches(upload, path, request.getMethod()));
    }

    private static boolean matches(RequestMappingInfo upload, PathContainer path, String method) {
        var patterns = upload.getPathPatternsCondition();
        return patterns != null
                && upload.getMethodsCondition().getMethods().contains(RequestMethod.resolve(method))
                && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static boolean takesUploads(RequestMappingInfo endpoint) {
        return endpoint.getConsumesCondition().getConsumableMediaTypes().contains(MediaType.MULTIPART_FORM_DATA);
    }
}
