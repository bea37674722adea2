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
 * Refuses parameters of the query, and parts of a form, that an operation does not know: who misspells one would get
 * something else than was asked for.
 */
final class ParameterCheck implements HandlerInterceptor {

    private static final String OWN = "dev.lutra.";
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    /**
     * Lets a request pass.
     *
     * @throws UnknownParameters if it has parameters that are not known
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

    /** Not as the request's parameters: for them the server would read a form's body. */
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
            // No name that is known looks like this.
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
        return Objects.requireNonNull(parameter.getParameterName(), "compiled without names of parameters");
    }
}
