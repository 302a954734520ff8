#include "Program.h"

#include <QDirIterator>
#include <csignal>

#include <sys/stat.h>
#include <unistd.h>

namespace normscope::test
{

namespace
{

/// Far more than any of these runs needs, even with sanitizers on a busy machine.
constexpr int kMostMilliseconds = 240'000;

}  // namespace

QString ProgramResult::toText() const
{
    return QString("exit code %1\n--- stdout\n%2\n--- stderr\n%3")
        .arg(exitCode)
        .arg(QString::fromUtf8(out), QString::fromUtf8(err));
}

Program::Program()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const char* name : {"NORMSCOPE_DATA", "NORMSCOPE_RUNS", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        m_environment.remove(name);
    }
    set("XDG_DATA_HOME", path("data-home"));
    set("OMP_WAIT_POLICY", "passive");
}

QStringList Program::content() const
{
    QStringList found;
    QDirIterator entries(m_folder.path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        found << entries.next();
    }
    found.sort();
    return found;
}

bool Program::start(QProcess& process, const QStringList& arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_folder.path());
    // A test run in the background or under nohup hands ignored signals on, which the program rightly leaves ignored.
    const bool isClosed = m_output && m_output->isEmpty();
    if (m_output && !isClosed) {
        process.setStandardOutputFile(*m_output);
    }
    const QByteArray gone = m_isAway ? (m_folder.path() + "/gone").toLocal8Bit() : QByteArray();
    process.setChildProcessModifier([isClosed, gone] {
        if (!gone.isEmpty() && ::mkdir(gone.constData(), 0700) == 0 && ::chdir(gone.constData()) == 0) {
            (void)::rmdir(gone.constData());
        }
        if (isClosed) {
            ::close(STDOUT_FILENO);
        }
        for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGXCPU, SIGXFSZ}) {
            (void)std::signal(number, SIG_DFL);
        }
    });
    process.start(QString(NORMSCOPE_PROGRAM), arguments);
    return process.waitForStarted();
}

ProgramResult Program::finish(QProcess& process)
{
    ProgramResult result;
    const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(kMostMilliseconds);
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    if (!ended) {
        process.kill();
        process.waitForFinished();
        result.err += "(still running after the longest time allowed)\n";
    } else if (process.exitStatus() != QProcess::NormalExit) {
        result.err += "(crashed: signal " + QByteArray::number(process.exitCode()) + ")\n";
    } else {
        result.exitCode = process.exitCode();
    }
    return result;
}

ProgramResult Program::run(const QStringList& arguments) const
{
    QProcess process;
    if (!start(process, arguments)) {
        return {-1, {}, "(did not start: " + process.errorString().toUtf8() + ")\n"};
    }
    process.closeWriteChannel();
    return finish(process);
}

QString noiseIn(const QByteArray& text)
{
    for (const char* mark : {"terminate", "frame #", "Exception raised from", "WARNING: Logging before",
                             "what():", "c10::Error", "ERROR: AddressSanitizer", "runtime error:"}) {
        if (text.contains(mark)) {
            return QString("'%1' in: %2").arg(mark, QString::fromUtf8(text));
        }
    }
    return {};
}

bool isOneSentence(const QByteArray& text)
{
    constexpr qsizetype kLeast = 20;
    return text.startsWith("normscope: ") && text.count('\n') == 1 && text.endsWith('\n') && text.size() > kLeast;
}

QString whyNotRefused(const Program& program, const QStringList& arguments, int exitCode, const QStringList& mentioned)
{
    const QStringList before = program.content();
    const ProgramResult result = program.run(arguments);
    if (result.exitCode != exitCode || !isOneSentence(result.err) || !result.out.isEmpty()) {
        return QString("expected exit code %1 and one sentence, got %2").arg(exitCode).arg(result.toText());
    }
    for (const QString& text : mentioned) {
        if (!QString::fromUtf8(result.err).contains(text)) {
            return QString("no '%1' in: %2").arg(text, QString::fromUtf8(result.err));
        }
    }
    if (const QStringList after = program.content(); after != before) {
        return "the working directory has changed, it holds now: " + after.join(' ');
    }
    return noiseIn(result.err);
}

}  // namespace normscope::test
