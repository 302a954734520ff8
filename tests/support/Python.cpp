#include "Python.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace normscope::test
{

namespace
{

/// Far more than any script needs on a busy machine.
constexpr int kMostMilliseconds = 240'000;

}  // namespace

Python::~Python()
{
    m_server.closeWriteChannel();
    m_server.waitForFinished();
}

bool Python::start()
{
    m_server.start(QString(NORMSCOPE_PYTHON), {"-B", NORMSCOPE_TORCH_SERVER});
    if (answer().exitCode == 0) {
        return true;
    }
    m_why = QString("%1 has no module torch: install python3-torch").arg(QString(NORMSCOPE_PYTHON));
    return false;
}

ProgramResult Python::run(const QStringList& arguments, const QString& folder)
{
    const QJsonObject asked{{"arguments", QJsonArray::fromStringList(arguments)},
                            {"folder", folder.isEmpty() ? QDir::currentPath() : folder}};
    m_server.write(QJsonDocument(asked).toJson(QJsonDocument::Compact) + '\n');
    return answer();
}

ProgramResult Python::answer()
{
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(kMostMilliseconds)) {
            return {-1, {}, "no answer from Python: " + m_server.readAllStandardError()};
        }
    }
    const QJsonObject answer = QJsonDocument::fromJson(m_server.readLine()).object();
    return {answer["exit_code"].toInt(-1), answer["out"].toString().toUtf8(), answer["err"].toString().toUtf8()};
}

ProgramResult Python::runAlone(const QStringList& arguments, const QString& folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QString(NORMSCOPE_PYTHON), QStringList{"-B"} + arguments);
    if (!process.waitForStarted()) {
        return {-1, {}, process.errorString().toUtf8()};
    }
    return Program::finish(process);
}

}  // namespace normscope::test
