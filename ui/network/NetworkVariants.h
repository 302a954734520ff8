#pragma once

#include <QTimer>
#include <QWidget>
#include <string>
#include <vector>

#include "ui/network/NetworkDocument.h"
#include "ui/network/NetworkPainter.h"

namespace normscope::ui
{

/// The network as a variant has it, not laid out yet: without BN its positions are ghosts; the others are as
/// graph::variantOf() makes them. Where that cannot be, the graph as it is, with the reason as its misfit.
[[nodiscard]] NetworkPicture variantPicture(const graph::Graph& graph, const std::string& variant,
                                            const DataShape& shape);

/// The variants that the settings compare; bn, which is edited, is one of them.
[[nodiscard]] std::vector<std::string> shownVariants(const ExperimentSpec& spec);

/// "no BN (−768 parameters)": what it is called, and how it differs from bn.
[[nodiscard]] QString variantTitle(const NetworkPicture& picture, const NetworkPicture& bn);

/// The networks that are compared, beside each other, each below its name in its colour and dash. To be looked at.
class VariantsView : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the view.
    explicit VariantsView(NetworkDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<NetworkPicture>& pictures() const { return m_pictures; }
    /// Painted as large as can be.
    void paint(QPainter& painter, const QRectF& target, const NetworkColors& colors,
               const QStringList& fonts = {}) const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void rebuild();
    void layOutAnew();

    NetworkDocument& m_document;
    std::vector<NetworkPicture> m_pictures;
    QTimer m_layOut;
    int m_columns = 1;
};

}  // namespace normscope::ui
