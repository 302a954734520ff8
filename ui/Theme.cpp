#include "ui/Theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QFont>
#include <QPainter>
#include <QProxyStyle>
#include <QStringList>
#include <QStyleFactory>
#include <QStyleHints>
#include <QStyleOption>

namespace normscope::ui
{

namespace
{

constexpr const char* kService = "org.freedesktop.portal.Desktop";
constexpr const char* kPath = "/org/freedesktop/portal/desktop";
constexpr const char* kInterface = "org.freedesktop.portal.Settings";
constexpr const char* kGroup = "org.freedesktop.appearance";
constexpr const char* kKey = "color-scheme";
constexpr uint kPrefersDark = 1;

/// Without a bus, asking for one would start it.
bool hasSessionBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           (!runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus")));
}

struct Colours
{
    QColor window;
    QColor base;
    QColor alternate;
    QColor button;
    QColor text;
    QColor faint;   ///< disabled text
    QColor hint;    ///< placeholder text
    QColor accent;  ///< selection
    QColor link;
    QColor tip;
    QColor bright;  ///< text of alarming contrast
};

QPalette paletteOf(const Colours& c)
{
    QPalette palette(c.button, c.window);
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::Button, c.button);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, c.text);
        palette.setColor(QPalette::Disabled, role, c.faint);
    }
    palette.setColor(QPalette::PlaceholderText, c.hint);
    palette.setColor(QPalette::ToolTipBase, c.tip);
    palette.setColor(QPalette::BrightText, c.bright);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.faint);
    palette.setColor(QPalette::Link, c.link);
    palette.setColor(QPalette::LinkVisited, c.link);
    return palette;
}

/// Fusion outlines its boxes darker than their ground, so that in the dark those that are not checked are not to be
/// seen: here they have an outline of the text's colour.
class ClearFusion : public QProxyStyle
{
  public:
    ClearFusion()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    {
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if (isBox || element == PE_IndicatorRadioButton) {
            QColor outline = option->palette.color(
                option->state.testFlag(State_Enabled) ? QPalette::Active : QPalette::Disabled, QPalette::Text);
            outline.setAlphaF(0.55F);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing, !isBox);
            painter->setPen(QPen(outline, 1));
            painter->setBrush(Qt::NoBrush);
            const QRect edge = option->rect.adjusted(0, 0, -1, -1);
            isBox ? painter->drawRect(edge) : painter->drawEllipse(edge);
            painter->restore();
        }
    }
};

/// Where the desktop's font has no Chinese letters, any font that has some may stand in, even a brush's hand.
void preferScreenFonts()
{
    QFont font = QApplication::font();
    font.setFamilies(font.families() + QStringList{QStringLiteral("Noto Sans CJK SC"),
                                                   QStringLiteral("Source Han Sans SC"),
                                                   QStringLiteral("WenQuanYi Micro Hei")});
    QApplication::setFont(font);
}

}  // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
{
    // What the desktop gave Qt before we changed anything.
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto* hints = QGuiApplication::styleHints();
    m_systemIsDark |= hints->colorScheme() == Qt::ColorScheme::Dark;
    connect(hints, &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
        m_systemIsDark = scheme == Qt::ColorScheme::Dark;
        apply();
    });
#endif
    QApplication::setStyle(new ClearFusion);
    preferScreenFonts();
    apply();
    if (hasSessionBus()) {
        askPortal();
    }
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

bool Theme::isDark() const
{
    return m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemIsDark);
}

void Theme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(QString::fromLatin1(kService), QString::fromLatin1(kPath), QString::fromLatin1(kInterface),
                QStringLiteral("SettingChanged"), this, SLOT(takePortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(QString::fromLatin1(kService), QString::fromLatin1(kPath),
                                                       QString::fromLatin1(kInterface), QStringLiteral("Read"));
    read.setArguments({QString::fromLatin1(kGroup), QString::fromLatin1(kKey)});
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid()) {
            // Read() wraps its answer twice.
            const QVariant inner = reply.value().variant();
            takePortalSetting(QString::fromLatin1(kGroup), QString::fromLatin1(kKey),
                              inner.canConvert<QDBusVariant>() ? inner.value<QDBusVariant>() : QDBusVariant(inner));
        }
        watcher->deleteLater();
    });
}

void Theme::takePortalSetting(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == QLatin1String(kGroup) && key == QLatin1String(kKey)) {
        m_systemIsDark = value.variant().toUInt() == kPrefersDark;
        apply();
    }
}

void Theme::apply()
{
    QApplication::setPalette(isDark() ? darkPalette() : lightPalette());
}

QPalette Theme::lightPalette()
{
    return paletteOf({.window = QColor(0xf4, 0xf5, 0xf7),
                      .base = QColor(0xff, 0xff, 0xff),
                      .alternate = QColor(0xf0, 0xf2, 0xf5),
                      .button = QColor(0xf7, 0xf8, 0xfa),
                      .text = QColor(0x1d, 0x23, 0x2a),
                      .faint = QColor(0x9a, 0xa1, 0xa9),
                      .hint = QColor(0x75, 0x7d, 0x86),
                      .accent = QColor(0x1f, 0x6f, 0xb5),
                      .link = QColor(0x0b, 0x5c, 0xa8),
                      .tip = QColor(0xff, 0xff, 0xff),
                      .bright = QColor(0xb3, 0x26, 0x1e)});
}

QPalette Theme::darkPalette()
{
    return paletteOf({.window = QColor(0x1f, 0x23, 0x28),
                      .base = QColor(0x28, 0x2d, 0x34),
                      .alternate = QColor(0x2d, 0x33, 0x3b),
                      .button = QColor(0x38, 0x3e, 0x47),
                      .text = QColor(0xe6, 0xe9, 0xed),
                      .faint = QColor(0x76, 0x7d, 0x86),
                      .hint = QColor(0x94, 0x9c, 0xa6),
                      .accent = QColor(0x2f, 0x7f, 0xc4),
                      .link = QColor(0x7c, 0xb8, 0xec),
                      .tip = QColor(0x2e, 0x33, 0x3a),
                      .bright = QColor(0xff, 0x8a, 0x80)});
}

}  // namespace normscope::ui
