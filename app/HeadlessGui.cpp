#include "HeadlessGui.h"

#include <QGuiApplication>
#include <QLocale>
#include <array>
#include <cstdlib>
#include <string>

#include <spdlog/spdlog.h>

#include "Console.h"
#include "ExitCode.h"

namespace normscope
{

namespace
{

/// What Qt has to say of its surroundings goes where all messages go.
void log(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message)
{
    if (type == QtFatalMsg) {
        // Qt would abort next.
        printError(message.toStdString());
        std::_Exit(kFailed);
    }
    if (type == QtCriticalMsg) {
        spdlog::error("Qt: {}", message.toStdString());
    } else {
        spdlog::debug("Qt: {}", message.toStdString());
    }
}

}  // namespace

/// Qt keeps references to them for as long as it lives.
struct HeadlessGui::Arguments
{
    // An argument counts more than QT_QPA_PLATFORM, which is about the window.
    std::array<std::string, 3> texts{"normscope", "-platform", "offscreen"};
    std::array<char*, 4> pointers{texts[0].data(), texts[1].data(), texts[2].data(), nullptr};
    int count = 3;
};

HeadlessGui::HeadlessGui()
    : m_arguments(std::make_unique<Arguments>())
{
    qInstallMessageHandler(log);
    m_application = std::make_unique<QGuiApplication>(m_arguments->count, m_arguments->pointers.data());
    QLocale::setDefault(QLocale::c());
}

HeadlessGui::~HeadlessGui()
{
    m_application.reset();
    qInstallMessageHandler(nullptr);
}

}  // namespace normscope
