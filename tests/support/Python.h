#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include "Program.h"

namespace normscope::test
{

/// Debian's Python with its torch, which is imported once for all scripts (see torch_server.py).
class Python
{
  public:
    Python() = default;
    ~Python();
    Python(const Python&) = delete;
    Python& operator=(const Python&) = delete;
    Python(Python&&) = delete;
    Python& operator=(Python&&) = delete;

    /// Starts it. False where it has no torch; why() then says what to install.
    [[nodiscard]] bool start();
    [[nodiscard]] const QString& why() const { return m_why; }

    /// Runs a script to its end, as an interpreter of its own would. `folder`: its working directory; empty: this
    /// one's.
    [[nodiscard]] ProgramResult run(const QStringList& arguments, const QString& folder = {});

    /// The same by an interpreter of its own: what a user types.
    [[nodiscard]] static ProgramResult runAlone(const QStringList& arguments, const QString& folder);

  private:
    [[nodiscard]] ProgramResult answer();

    QProcess m_server;
    QString m_why;
};

}  // namespace normscope::test
