package dev.lutra.web;

import dev.lutra.problem.FieldFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects unknown query parameters and unknown parts of a form. Without this check, a misspelt parameter would be
 * ignored and the client would get something other than it asked for.
 */
final class ParameterCheck implements HandlerInterceptor {

    private static final String OWN = "dev.lutra.";
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    /**
     * Checks the parameters of a request.
     *
     * @throws UnknownParameters if the operation does not know some of them
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation
                && operation.getBeanType().getName().startsWith(OWN)) {
            Set<String> names = names(operation);
            List<FieldFault> faults = Stream.concat(query(request), form(request))
                    .filter(name -> !names.contains(name))
                    .distinct()
                    .map(name -> new FieldFault(name, UnknownParameters.CODE, UnknownName.explain(name, names)))
                    .toList();
            if (!faults.isEmpty()) {
                throw new UnknownParameters(faults);
            }
        }
        return true;
    }

    /**
     * The names in the query. The parameters of the request are not used, because the server would read the body of a
     * form for them.
     */
    private static Stream<String> query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Stream.empty()
                : Pattern.compile("&")
                        .splitAsStream(query)
                        .filter(parameter -> !parameter.isEmpty())
                        .map(parameter -> decoded(parameter.replaceFirst("=.*", "")));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The name cannot be decoded, so it is not a known name.
            return name;
        }
    }

    private static Stream<String> form(HttpServletRequest request) {
        return request instanceof MultipartHttpServletRequest form
                ? Stream.concat(form.getParameterMap().keySet().stream(), form.getMultiFileMap().keySet().stream())
                : Stream.empty();
    }

    private static Set<String> names(HandlerMethod operation) {
        return Arrays.stream(operation.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        || parameter.hasParameterAnnotation(RequestPart.class))
                .map(ParameterCheck::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(NAMES);
        return Objects.requireNonNull(
                parameter.getParameterName(), "the classes were compiled without parameter" + " names");
    }
}
