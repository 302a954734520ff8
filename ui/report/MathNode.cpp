#include "ui/report/MathNode.h"

#include <QHash>
#include <QStringView>
#include <utility>

namespace normscope::ui
{

namespace
{

using Kind = MathNode::Kind;

const QHash<QString, std::pair<Kind, QString>>& signs()
{
    static const QHash<QString, std::pair<Kind, QString>> kSigns{
        {QStringLiteral("alpha"), {Kind::Identifier, QStringLiteral("α")}},
        {QStringLiteral("beta"), {Kind::Identifier, QStringLiteral("β")}},
        {QStringLiteral("gamma"), {Kind::Identifier, QStringLiteral("γ")}},
        {QStringLiteral("varepsilon"), {Kind::Identifier, QStringLiteral("ε")}},
        {QStringLiteral("mu"), {Kind::Identifier, QStringLiteral("μ")}},
        {QStringLiteral("sigma"), {Kind::Identifier, QStringLiteral("σ")}},
        {QStringLiteral("sum"), {Kind::Operator, QStringLiteral("∑")}},
        {QStringLiteral("cdot"), {Kind::Operator, QStringLiteral("·")}},
        {QStringLiteral("times"), {Kind::Operator, QStringLiteral("×")}},
        {QStringLiteral("leftarrow"), {Kind::Operator, QStringLiteral("←")}},
        {QStringLiteral("le"), {Kind::Operator, QStringLiteral("≤")}},
        {QStringLiteral("ge"), {Kind::Operator, QStringLiteral("≥")}},
        {QStringLiteral("pm"), {Kind::Operator, QStringLiteral("±")}},
        {QStringLiteral("ldots"), {Kind::Operator, QStringLiteral("…")}},
        {QStringLiteral("quad"), {Kind::Space, QStringLiteral("   ")}},
        {QStringLiteral(","), {Kind::Space, QStringLiteral("\u2009")}},
    };
    return kSigns;
}

class Parser
{
  public:
    explicit Parser(QStringView text)
        : m_text(text)
    {
    }

    MathNode row(bool isGroup)
    {
        MathNode node;
        while (m_at < m_text.size()) {
            if (isGroup && m_text[m_at] == QLatin1Char('}')) {
                ++m_at;
                break;
            }
            if (m_text[m_at].isSpace()) {
                ++m_at;
                continue;
            }
            node.children.push_back(withScripts(atom()));
        }
        // A group of one is that one.
        return node.children.size() == 1 ? MathNode(node.children.front()) : node;
    }

  private:
    MathNode withScripts(MathNode base)
    {
        MathNode scripts{Kind::Scripts, {}, {std::move(base), {}, {}}};
        bool isPlain = true;
        while (m_at < m_text.size() && (m_text[m_at] == QLatin1Char('_') || m_text[m_at] == QLatin1Char('^'))) {
            const std::size_t which = m_text[m_at] == QLatin1Char('_') ? 1 : 2;
            ++m_at;
            scripts.children[which] = argument();
            isPlain = false;
        }
        return isPlain ? MathNode(scripts.children.front()) : scripts;
    }

    /// A group in braces or the next atom alone.
    MathNode argument()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace()) {
            ++m_at;
        }
        return m_at < m_text.size() ? atom() : MathNode{};
    }

    MathNode atom()
    {
        const QChar letter = m_text[m_at];
        if (letter == QLatin1Char('{')) {
            ++m_at;
            return row(true);
        }
        if (letter == QLatin1Char('\\')) {
            ++m_at;
            return command();
        }
        if (letter.isDigit()) {
            const qsizetype start = m_at;
            while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == QLatin1Char('.'))) {
                ++m_at;
            }
            return {Kind::Number, m_text.mid(start, m_at - start).toString(), {}};
        }
        ++m_at;
        if (letter.isLetter()) {
            return {Kind::Identifier, letter, {}};
        }
        return {Kind::Operator, letter == QLatin1Char('-') ? QStringLiteral("−") : QString(letter), {}};
    }

    MathNode command()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter()) {
            ++m_at;
        }
        if (m_at == start && m_at < m_text.size()) {
            ++m_at;
        }
        const QString name = m_text.mid(start, m_at - start).toString();
        if (name == QLatin1String("frac")) {
            MathNode above = argument();
            return {Kind::Fraction, {}, {std::move(above), argument()}};
        }
        if (name == QLatin1String("sqrt")) {
            return {Kind::Root, {}, {argument()}};
        }
        if (name == QLatin1String("hat")) {
            return {Kind::Hat, {}, {argument()}};
        }
        if (name == QLatin1String("text")) {
            return words();
        }
        const auto sign = signs().constFind(name);
        return sign != signs().constEnd() ? MathNode{sign->first, sign->second, {}} : MathNode{Kind::Text, name, {}};
    }

    /// What stands in braces, blanks and all.
    MathNode words()
    {
        const qsizetype start = m_text.indexOf(QLatin1Char('{'), m_at);
        const qsizetype end = m_text.indexOf(QLatin1Char('}'), m_at);
        if (start < 0 || end < start) {
            return {};
        }
        m_at = end + 1;
        return {Kind::Text, m_text.mid(start + 1, end - start - 1).toString(), {}};
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

/// Signs that stand between two things, with blanks around them.
bool isBinary(const QString& sign)
{
    return QStringLiteral("=+−·×←≤≥±<>").contains(sign);
}

QString element(const QString& name, const QString& content)
{
    return QStringLiteral("<%1>%2</%1>").arg(name, content);
}

QString scriptsMl(const MathNode& node)
{
    const MathNode& base = node.children[0];
    const bool hasSub = node.children[1] != MathNode{};
    const bool hasSup = node.children[2] != MathNode{};
    // A sum has its limits below and above it.
    const bool hasLimits = base.text == QStringLiteral("∑");
    QString name = hasSub && hasSup ? QStringLiteral("msubsup")
                   : hasSub         ? QStringLiteral("msub")
                                    : QStringLiteral("msup");
    if (hasLimits) {
        name = hasSub && hasSup ? QStringLiteral("munderover")
               : hasSub         ? QStringLiteral("munder")
                                : QStringLiteral("mover");
    }
    QString content = toMathMl(base);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        if (node.children[i] != MathNode{}) {
            content += element(QStringLiteral("mrow"), toMathMl(node.children[i]));
        }
    }
    return element(name, content);
}

}  // namespace

MathNode parseMath(const QString& latex)
{
    return Parser(latex).row(false);
}

QString mathText(const MathNode& node)
{
    const auto child = [&](std::size_t i) { return mathText(node.children[i]); };
    const auto script = [&](std::size_t i, QLatin1Char sign) {
        const QString text = child(i);
        return text.isEmpty() ? QString() : sign + (text.size() == 1 ? text : QStringLiteral("(%1)").arg(text));
    };
    switch (node.kind) {
    case Kind::Row: {
        QString text;
        for (const MathNode& one : node.children) {
            text += mathText(one);
        }
        return text;
    }
    case Kind::Operator:
        return isBinary(node.text) ? QStringLiteral(" %1 ").arg(node.text) : node.text;
    case Kind::Fraction:
        return QStringLiteral("(%1)/(%2)").arg(child(0), child(1));
    case Kind::Root:
        return QStringLiteral("√(%1)").arg(child(0));
    case Kind::Hat:
        return child(0) + QChar(0x0302);
    case Kind::Scripts:
        return child(0) + script(1, QLatin1Char('_')) + script(2, QLatin1Char('^'));
    default:
        return node.text;
    }
}

QString toMathMl(const MathNode& node)
{
    const auto child = [&](std::size_t i) { return element(QStringLiteral("mrow"), toMathMl(node.children[i])); };
    const QString text = node.text.toHtmlEscaped();
    switch (node.kind) {
    case Kind::Row: {
        QString all;
        for (const MathNode& one : node.children) {
            all += toMathMl(one);
        }
        return all;
    }
    case Kind::Identifier:
        return element(QStringLiteral("mi"), text);
    case Kind::Number:
        return element(QStringLiteral("mn"), text);
    case Kind::Operator:
        if (text == QLatin1String("(") || text == QLatin1String(")")) {
            // A script's base is no place in which browsers see that they are parentheses.
            return QStringLiteral("<mo form=\"%1\" stretchy=\"false\">%2</mo>")
                .arg(text == QLatin1String("(") ? QStringLiteral("prefix") : QStringLiteral("postfix"), text);
        }
        return element(QStringLiteral("mo"), text);
    case Kind::Text:
        return element(QStringLiteral("mtext"), text);
    case Kind::Space:
        return QStringLiteral("<mspace width=\"%1em\"></mspace>").arg(text.size() > 1 ? 1.0 : 1.0 / 6.0, 0, 'g', 2);
    case Kind::Fraction:
        return element(QStringLiteral("mfrac"), child(0) + child(1));
    case Kind::Root:
        return element(QStringLiteral("msqrt"), child(0));
    case Kind::Hat:
        return QStringLiteral("<mover accent=\"true\">%1<mo>^</mo></mover>").arg(child(0));
    case Kind::Scripts:
        return scriptsMl(node);
    }
    return {};
}

}  // namespace normscope::ui
