#include "Display.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace normscope
{

namespace
{

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Asks the X server itself, access rights included. libxcb is what Qt will use; loaded by name, so that the program
/// starts on machines without it.
bool answersX11(const std::string& display)
{
    void* library = dlopen("libxcb.so.1", RTLD_NOW);
    if (library == nullptr) {
        return false;
    }
    using Connect = void* (*)(const char*, int*);
    using HasError = int (*)(void*);
    using Disconnect = void (*)(void*);
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): dlsym has no other way to give a function
    const auto connect = reinterpret_cast<Connect>(dlsym(library, "xcb_connect"));
    const auto hasError = reinterpret_cast<HasError>(dlsym(library, "xcb_connection_has_error"));
    const auto disconnect = reinterpret_cast<Disconnect>(dlsym(library, "xcb_disconnect"));
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    bool answers = false;
    if (connect != nullptr && hasError != nullptr && disconnect != nullptr) {
        void* connection = connect(display.c_str(), nullptr);
        answers = hasError(connection) == 0;
        disconnect(connection);
    }
    dlclose(library);
    return answers;
}

/// A Wayland display is a socket in the runtime folder, or a path of its own.
bool answersWayland(const std::string& display)
{
    const std::string path = display.front() == '/' ? display : environment("XDG_RUNTIME_DIR") + "/" + display;
    sockaddr_un address{};
    if (path.size() >= sizeof(address.sun_path)) {
        return false;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int handle = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0) {
        return false;
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how the socket interface takes addresses
    const bool answers = connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    close(handle);
    return answers;
}

}  // namespace

Status findDisplay()
{
    // Somebody who names a platform means it: "offscreen" needs no display at all.
    const std::string platform = environment("QT_QPA_PLATFORM");
    const bool asksDisplay = platform.empty() || platform.starts_with("xcb") || platform.starts_with("wayland");
    if (!asksDisplay) {
        return {};
    }
    const std::string x11 = environment("DISPLAY");
    const std::string wayland = environment("WAYLAND_DISPLAY");
    if (x11.empty() && wayland.empty()) {
        return fail(
            ErrorCode::Usage,
            Message::tr(
                "there is no display for the window (neither DISPLAY nor WAYLAND_DISPLAY is set); without one, use a "
                "command"));
    }
    if (!wayland.empty() && answersWayland(wayland)) {
        return {};
    }
    if (!x11.empty() && answersX11(x11)) {
        return {};
    }
    return fail(
        ErrorCode::Usage,
        Message::tr("the display {} does not answer, so the window cannot be opened; without one, use a command",
                    x11.empty() ? wayland : x11));
}

}  // namespace normscope
