package dev.lutra.library.web;

/** Addresses that the library's answers point to. */
final class Links {

    private Links() {}

    static String job(String id) {
        return "/training-jobs/" + id;
    }

    static String model(String id) {
        return "/models/" + id;
    }
}
