#include "TrialServer.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "FailAt.h"

namespace fail_at
{

namespace
{

struct Order
{
    Failure failure;
    std::array<char, 1024> messages{};
    std::array<char, 1024> report{};
};

[[noreturn]] void giveUp(const char* reason)
{
    (void)std::fprintf(stderr, "fail_at: %s\n", reason);
    _exit(70);
}

/// Waits for an order; false where there are no more. Byte by byte, so that no buffer holds what is another's.
bool take(Order& order)
{
    std::array<char, 4096> line{};
    std::size_t size = 0;
    char next = 0;
    while (syscall(SYS_read, STDIN_FILENO, &next, 1) == 1 && next != '\n') {
        if (size + 1 == line.size()) {
            giveUp("an order is too long");
        }
        line[size++] = next;
    }
    if (size == 0) {
        return false;
    }
    std::array<char, 16> family{};
    std::array<char, 16> form{};
    std::array<char, 16> error{};
    long call = 0;
    if (std::sscanf(line.data(), "%15s %ld %15s %15s %1023s %1023s", family.data(), &call, form.data(), error.data(),
                    order.messages.data(), order.report.data()) != 6 ||
        !parse(family.data(), call, form.data(), error.data(), order.failure)) {
        giveUp("this is no order");
    }
    return true;
}

void reply(int descriptor, long number)
{
    std::array<char, 32> line{};
    const int size = std::snprintf(line.data(), line.size(), "%ld\n", number);
    if (syscall(SYS_write, descriptor, line.data(), static_cast<std::size_t>(size)) != size) {
        giveUp("nobody reads the replies");
    }
}

}  // namespace

void serveTrials()
{
    const char* const replies = std::getenv("FAIL_AT_REPLIES");
    if (replies == nullptr) {
        giveUp("FAIL_AT_REPLIES is not set");
    }
    const int descriptor = std::atoi(replies);
    Order order;
    while (take(order)) {
        const pid_t process = ::fork();
        if (process < 0) {
            giveUp("no process can be begun");
        }
        if (process == 0) {
            (void)syscall(SYS_close, descriptor);
            const auto messages = static_cast<int>(
                syscall(SYS_openat, AT_FDCWD, order.messages.data(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
            (void)::dup2(messages, STDERR_FILENO);
            begin(order.failure, order.report.data());
            return;
        }
        reply(descriptor, process);
        int status = 0;
        while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
        }
        reply(descriptor, status);
    }
    _exit(0);
}

}  // namespace fail_at
