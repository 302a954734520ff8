#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <optional>

namespace normscope::test
{

/// How a run of the program ended.
struct ProgramResult
{
    int exitCode = -1;  ///< -1: it did not start, crashed or took too long; `err` says so
    QByteArray out;
    QByteArray err;

    /// All of it, for messages of tests.
    [[nodiscard]] QString toText() const;
};

/// The real executable in a world of its own: a fresh working directory that also is the user's data folder, and an
/// environment without Normscope's variables. Threads wait asleep, since tests run side by side.
class Program
{
  public:
    Program();

    /// Sets a variable of the environment for the runs to come.
    void set(const QString& name, const QString& value) { m_environment.insert(name, value); }

    void unset(const QString& name) { m_environment.remove(name); }

    /// For the runs to come: a working directory that is removed before the program starts.
    void leaveWorkingDirectory(bool leaves) { m_isAway = leaves; }

    /// For the runs to come: where stdout goes, a path; or "" for a stdout that is closed.
    void setOutput(const QString& path) { m_output = path; }

    /// A path in the working directory, which is removed at the end.
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    /// All files and folders in the working directory.
    [[nodiscard]] QStringList content() const;

    /// Runs it to its end.
    [[nodiscard]] ProgramResult run(const QStringList& arguments) const;

    /// Starts it, for tests that have something to do meanwhile. False where that fails.
    [[nodiscard]] bool start(QProcess& process, const QStringList& arguments) const;

    /// Waits for the end of what was started. Output that was not read yet is in the result.
    [[nodiscard]] static ProgramResult finish(QProcess& process);

  private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    std::optional<QString> m_output;
    bool m_isAway = false;
};

/// Whether a text is one line that starts with "normscope: ".
[[nodiscard]] bool isOneSentence(const QByteArray& text);

/// The first mark in a text that libraries leave which give up in their own words. Empty where there is none.
[[nodiscard]] QString noiseIn(const QByteArray& text);

/// Runs what must be refused: with that exit code and one sentence on stderr that has all of `mentioned`, nothing on
/// stdout and nothing in the working directory that was not there before. Says what is not so; empty if all is.
[[nodiscard]] QString whyNotRefused(const Program& program, const QStringList& arguments, int exitCode,
                                    const QStringList& mentioned);

}  // namespace normscope::test

/// Fails with everything that the program said if it ended with another exit code. Needs <QTest>.
#define NORMSCOPE_EXPECT_EXIT(result, expected)                                                                        \
    do {                                                                                                               \
        const auto& ended = (result);                                                                                  \
        QVERIFY2(ended.exitCode == (expected), qPrintable(ended.toText()));                                            \
    } while (false)
