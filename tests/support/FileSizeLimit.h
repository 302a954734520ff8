#pragma once

#include <csignal>

#include <sys/resource.h>

namespace normscope::test
{

/// Sets the largest size of a file that this process may write while it lives; what goes beyond fails with "File too
/// large" instead of ending the process.
class FileSizeLimit
{
  public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        m_set = ::getrlimit(RLIMIT_FSIZE, &m_before) == 0;
        rlimit wanted = m_before;
        wanted.rlim_cur = bytes;
        m_set = m_set && ::setrlimit(RLIMIT_FSIZE, &wanted) == 0;
    }
    ~FileSizeLimit()
    {
        if (m_set) {
            ::setrlimit(RLIMIT_FSIZE, &m_before);
        }
        (void)std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    [[nodiscard]] bool isSet() const { return m_set; }

  private:
    void (*m_handler)(int);
    rlimit m_before{};
    bool m_set = false;
};

}  // namespace normscope::test
