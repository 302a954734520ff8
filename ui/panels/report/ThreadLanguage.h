#pragma once

#include "ui/report/ReportLanguage.h"

namespace normscope::ui
{

/// While it lives, texts that its thread asks for come in that language; all other threads, the window's among them,
/// notice nothing. One at a time in a thread.
class ThreadLanguage
{
  public:
    explicit ThreadLanguage(ReportLanguage language);
    ~ThreadLanguage();
    ThreadLanguage(const ThreadLanguage&) = delete;
    ThreadLanguage& operator=(const ThreadLanguage&) = delete;
    ThreadLanguage(ThreadLanguage&&) = delete;
    ThreadLanguage& operator=(ThreadLanguage&&) = delete;

    /// To be called on the application's thread before a thread is started that uses one, and again after every change
    /// of the application's translators: the one asked first is the one installed last.
    static void prepare();
};

}  // namespace normscope::ui
