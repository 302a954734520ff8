<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ChartTexts</name>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Batch accuracy</source>
        <translation>批准确率</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Difference: %1, %2</source>
        <extracomment>A chart&apos;s title: %1 is what it shows, %2 is &quot;BN − no BN&quot;</extracomment>
        <translation>差：%1，%2</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Training time (s)</source>
        <translation>训练时间（s）</translation>
    </message>
    <message>
        <source>Cross entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message numerus="yes">
        <source>Lines: %n fixed test samples; with marks: the whole test set</source>
        <translation>
            <numerusform>线：固定的 %n 个测试样本；带标记：整个测试集</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Faint: every iteration; bold: mean of the last %n</source>
        <translation>
            <numerusform>浅色：每次迭代；粗线：最近 %n 次的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>After equal training time</source>
        <translation>相同训练时间之后</translation>
    </message>
    <message numerus="yes">
        <source>After equal training time, means of the last %n iterations</source>
        <translation>
            <numerusform>相同训练时间之后，最近 %n 次迭代的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>After equally many iterations</source>
        <translation>相同迭代次数之后</translation>
    </message>
    <message numerus="yes">
        <source>Means of the last %n iterations</source>
        <translation>
            <numerusform>最近 %n 次迭代的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, whole test set</source>
        <extracomment>A curve in the legend: %1 is a run</extracomment>
        <translation>%1，整个测试集</translation>
    </message>
    <message>
        <source>%1, validation</source>
        <extracomment>A curve in the legend: %1 is a run</extracomment>
        <translation>%1，验证集</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差异</translation>
    </message>
    <message>
        <source>Difference in training loss: %1</source>
        <translation>训练损失之差：%1</translation>
    </message>
    <message>
        <source>Difference in batch accuracy: %1</source>
        <translation>批准确率之差：%1</translation>
    </message>
    <message>
        <source>Difference in test accuracy: %1</source>
        <translation>测试准确率之差：%1</translation>
    </message>
    <message>
        <source>± SD</source>
        <translation>± 标准差</translation>
    </message>
    <message>
        <source>± SE</source>
        <translation>± 标准误</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>min–max</source>
        <translation>最小–最大</translation>
    </message>
    <message>
        <source>with a band: mean of %1 seeds, band: %2</source>
        <extracomment>Below a chart: %1 is how many seeds, such as &quot;3&quot; or &quot;3–5&quot;, %2 what the band shows, such as &quot;± SD&quot;</extracomment>
        <translation>有区间带的线：%1 个种子的均值，区间带：%2</translation>
    </message>
    <message>
        <source>bold: mean of %1 seeds, band: %2</source>
        <translation>粗线：%1 个种子的均值，区间带：%2</translation>
    </message>
    <message>
        <source>Every iteration</source>
        <translation>每次迭代</translation>
    </message>
    <message numerus="yes">
        <source>of means of the last %n iterations</source>
        <translation>
            <numerusform>由最近 %n 次迭代的均值算出</numerusform>
        </translation>
    </message>
    <message>
        <source>diverged at %1</source>
        <extracomment>Beside a curve&apos;s end: its run diverged in iteration %1</extracomment>
        <translation>在 %1 发散</translation>
    </message>
    <message>
        <source>diverged at iteration %1</source>
        <translation>第 %1 次迭代发散</translation>
    </message>
</context>
<context>
    <name>CrosshairTexts</name>
    <message>
        <source>+ %1 more</source>
        <extracomment>Below the values in a chart&apos;s box: there was no room for so many curves</extracomment>
        <translation>另有 %1 条</translation>
    </message>
</context>
<context>
    <name>DifferenceTexts</name>
    <message>
        <source>No two variants of one seed yet</source>
        <translation>还没有同一种子的两个变体</translation>
    </message>
    <message>
        <source>variant − %1</source>
        <translation>变体 − %1</translation>
    </message>
    <message>
        <source>variant − reference</source>
        <translation>变体 − 参照</translation>
    </message>
    <message>
        <source>Nothing yet that the two could be compared by</source>
        <translation>还没有可供两者比较的内容</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <extracomment>A difference: %1 and %2 are runs such as &quot;BN, seed 2&quot;</extracomment>
        <translation>%1 − %2</translation>
    </message>
</context>
<context>
    <name>DurationTexts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>ExperimentTitles</name>
    <message>
        <source>own network</source>
        <extracomment>A model: not one of those that the program knows</extracomment>
        <translation>自定义网络</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A switch and whether it is on: %1 is its name, such as &quot;Nesterov momentum&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seeds</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message>
        <source>seeds %1</source>
        <translation>种子 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n epochs</source>
        <translation>
            <numerusform>%n 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <extracomment>Several numbers of epochs</extracomment>
        <translation>%1 轮</translation>
    </message>
    <message>
        <source>first %1 samples</source>
        <extracomment>The first training samples that are used</extracomment>
        <translation>前 %1 个样本</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>setting</comment>
        <extracomment>A setting and its value: &quot;learning rate 0.1&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>built-in digits</source>
        <translation>内置数字</translation>
    </message>
    <message>
        <source>%1 built-in digits</source>
        <translation>%1 个内置数字</translation>
    </message>
    <message>
        <source>%1 samples of each class</source>
        <extracomment>The most training samples of a class that are used</extracomment>
        <translation>每类 %1 个样本</translation>
    </message>
</context>
<context>
    <name>ExportTexts</name>
    <message>
        <source>A picture needs a width, a height, a resolution and a text size above 0.</source>
        <translation>图片的宽度、高度、分辨率和字号都必须大于 0。</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 pixels is larger than 100 megapixels: choose a smaller size or resolution.</source>
        <translation>%1 × %2 像素的图片超过一亿像素：请选择更小的尺寸或分辨率。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>The picture for %1 cannot be made: there is not enough memory.</source>
        <translation>无法生成 %1 的图片：内存不足。</translation>
    </message>
</context>
<context>
    <name>FeedTexts</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A chart&apos;s title: %1 is &quot;Training loss&quot;, %2 is a variant such as &quot;BN&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>还没有测量值</translation>
    </message>
</context>
<context>
    <name>FigureTexts</name>
    <message>
        <source>There is no figure to export yet.</source>
        <translation>还没有可导出的图。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2.</source>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
</context>
<context>
    <name>ForecastTexts</name>
    <message numerus="yes">
        <source>%n networks</source>
        <translation>
            <numerusform>%n 个网络</numerusform>
        </translation>
    </message>
    <message>
        <source>one</source>
        <translation>单个</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>孪生</translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n 个变体</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seeds</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n 种情形</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, about %2</source>
        <extracomment>%1 is what is trained: &quot;2 × 6 seeds&quot;, %2 a time: &quot;8 s&quot;</extracomment>
        <translation>%1，约 %2</translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>……还有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>What batch normalization does</source>
        <translation>批归一化做了什么</translation>
    </message>
    <message>
        <source>&lt;p&gt;A hidden layer σ(Wx + b) becomes σ(BN(Wx + b)). For each channel, BN takes the mean μ and the variance σ² of the mini-batch, brings the values to mean 0 and variance 1, and then lets two learned numbers, γ and β, scale and shift them:&lt;/p&gt;</source>
        <translation>&lt;p&gt;隐藏层 σ(Wx + b) 变为 σ(BN(Wx + b))。BN 对每个通道取小批量的均值 μ 和方差 σ²，把数值变为均值 0、方差 1，再用两个可学习的数 γ 和 β 缩放和平移：&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For evaluation, where there is no mini-batch, the layer keeps running estimates. With momentum 0.9, nine tenths of the past stay; PyTorch calls the same setting 0.1:&lt;/p&gt;</source>
        <translation>&lt;p&gt;评估时没有小批量，因此该层保存滑动估计。动量为 0.9 时保留过去的九成；PyTorch 把同样的设置称为 0.1：&lt;/p&gt;</translation>
    </message>
    <message>
        <source>running ← momentum · running + (1 − momentum) · batch</source>
        <translation>滑动值 ← 动量 · 滑动值 + (1 − 动量) · 批值</translation>
    </message>
    <message>
        <source>The twin</source>
        <translation>孪生网络</translation>
    </message>
    <message>
        <source>&lt;p&gt;Two networks that differ in batch normalization and in nothing else: the same seed, the same initial weights of every layer they share, the same batches in the same order, trained in turn so that the clock is fair to both. What remains is the difference that batch normalization makes.&lt;/p&gt;</source>
        <translation>&lt;p&gt;两个网络只在批归一化上不同：相同的种子，共有各层相同的初始权重，相同顺序的相同批次，并且轮流训练，使计时对双方公平。剩下的就是批归一化带来的差别。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Reading the charts</source>
        <translation>怎样看图</translation>
    </message>
    <message>
        <source>&lt;p&gt;Faint lines are the loss of every single batch; bold lines are the mean of the last 50, which looks back only. With BN is blue and solid, without BN orange and dashed, everywhere. Drag to zoom, turn the wheel to zoom at the cursor, double-click to follow the data again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;浅色线是每一批的损失；粗线是最近 50 批的均值，只向后看。在所有地方，有 BN 为蓝色实线，无 BN 为橙色虚线。拖动可放大，滚轮在光标处缩放，双击重新跟随数据。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>文献</translation>
    </message>
    <message>
        <source>&lt;p&gt;S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift, ICML 2015. That covariate shift is the reason is disputed by S. Santurkar et al.: How Does Batch Normalization Help Optimization?, NeurIPS 2018.&lt;/p&gt;</source>
        <translation>&lt;p&gt;S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift, ICML 2015。协变量偏移是否是其原因，S. Santurkar 等人有不同看法：How Does Batch Normalization Help Optimization?, NeurIPS 2018。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Normscope %1&lt;/h3&gt;&lt;p&gt;A workbench to see what batch normalization does.&lt;/p&gt;&lt;p&gt;LibTorch %2, Qt %3&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Normscope %1&lt;/h3&gt;&lt;p&gt;观察批归一化作用的实验台。&lt;/p&gt;&lt;p&gt;LibTorch %2，Qt %3&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Normscope</source>
        <translation>关于 Normscope</translation>
    </message>
    <message>
        <source>&lt;p&gt;F5 trains a twin, Space pauses and goes on, F10 makes one step, Shift+F10 stops. Ctrl+E exports the chart that is shown. Ctrl+Shift+P finds anything: type what you want to do.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F5 训练一对孪生网络，空格键暂停或继续，F10 走一步，Shift+F10 停止。Ctrl+E 导出当前的图。Ctrl+Shift+P 可查找任意内容：输入您想做的事即可。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>InsideCharts</name>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>%1: inputs of %2, unit %3</source>
        <extracomment>A chart&apos;s title: %1 is a run (&quot;BN&quot;), %2 a layer (&quot;relu2&quot;), %3 the number of a unit</extracomment>
        <translation>%1：%2 的输入，单元 %3</translation>
    </message>
    <message>
        <source>Input (median, 15th to 85th percentile)</source>
        <translation>输入（中位数，第 15 至 85 百分位）</translation>
    </message>
    <message>
        <source>Losses along the step</source>
        <translation>沿步长方向的损失</translation>
    </message>
    <message>
        <source>Loss, least to largest</source>
        <translation>损失（最小至最大）</translation>
    </message>
    <message>
        <source>Changes of the gradient along the step</source>
        <translation>沿步长方向梯度的变化</translation>
    </message>
    <message>
        <source>‖change of the gradient‖</source>
        <translation>‖梯度的变化‖</translation>
    </message>
    <message>
        <source>Effective β-smoothness</source>
        <translation>有效 β 光滑度</translation>
    </message>
    <message>
        <source>Effective smoothness β</source>
        <translation>有效光滑度 β</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <extracomment>A line of a chart: %1 is a run, %2 a number of iterations</extracomment>
        <translation>%1，%2 次迭代后</translation>
    </message>
    <message>
        <source>Layer, from the input</source>
        <translation>层（从输入起）</translation>
    </message>
    <message>
        <source>Gradients by depth</source>
        <translation>梯度随深度的变化</translation>
    </message>
    <message>
        <source>‖∂L/∂W‖</source>
        <translation>‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>Activations by depth</source>
        <translation>激活值随深度的变化</translation>
    </message>
    <message>
        <source>Variance of what a layer gives</source>
        <translation>层输出的方差</translation>
    </message>
    <message>
        <source>Loss after a step of that size</source>
        <translation>以该步长走一步后的损失</translation>
    </message>
    <message>
        <source>Step size α</source>
        <translation>步长 α</translation>
    </message>
    <message>
        <source>L(θ − α·g) / L(θ)</source>
        <translation>L(θ − α·g) / L(θ)</translation>
    </message>
    <message>
        <source>Loss of the same batch in both modes</source>
        <translation>同一批在两种模式下的损失</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy of the same batch in both modes</source>
        <translation>同一批在两种模式下的准确率</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>%1, training mode</source>
        <extracomment>A line of a chart: %1 is a run such as &quot;BN&quot;</extracomment>
        <translation>%1，训练模式</translation>
    </message>
    <message>
        <source>%1, evaluation mode</source>
        <translation>%1，评估模式</translation>
    </message>
    <message>
        <source>Dead units over training</source>
        <translation>训练过程中的死亡单元</translation>
    </message>
    <message>
        <source>Share of dead units</source>
        <translation>死亡单元的比例</translation>
    </message>
    <message>
        <source>Dead units by layer, at the last look</source>
        <translation>各层的死亡单元（最后一次观察）</translation>
    </message>
    <message>
        <source>Sharpness by the learning rate</source>
        <translation>锐度乘以学习率</translation>
    </message>
    <message>
        <source>λ · lr</source>
        <translation>λ · lr</translation>
    </message>
    <message>
        <source>Threshold of full batches</source>
        <translation>全批量的阈值</translation>
    </message>
    <message>
        <source>Largest eigenvalue of the Hessian</source>
        <translation>Hessian 矩阵的最大特征值</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>%1, running</source>
        <translation>%1，滑动</translation>
    </message>
    <message>
        <source>%1, batch</source>
        <translation>%1，批</translation>
    </message>
    <message>
        <source>Size of the weights ‖W‖</source>
        <translation>权重的大小 ‖W‖</translation>
    </message>
    <message>
        <source>Effective learning rate lr / ‖W‖²</source>
        <translation>有效学习率 lr / ‖W‖²</translation>
    </message>
    <message>
        <source>Angle of a step, in degrees</source>
        <translation>一步转过的角度（度）</translation>
    </message>
    <message>
        <source>Gradient ‖∂L/∂W‖</source>
        <translation>梯度 ‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>Variance of what the layer gives</source>
        <translation>层输出的方差</translation>
    </message>
    <message>
        <source>‖update‖ / ‖weight‖</source>
        <translation>‖更新‖ / ‖权重‖</translation>
    </message>
    <message>
        <source>Internal covariate shift ‖G − G′‖</source>
        <translation>内部协变量偏移 ‖G − G′‖</translation>
    </message>
    <message>
        <source>Cosine of G and G′</source>
        <translation>G 与 G′ 的余弦</translation>
    </message>
    <message>
        <source>Mean: batch and running</source>
        <translation>均值：批与滑动</translation>
    </message>
    <message>
        <source>Variance: batch and running</source>
        <translation>方差：批与滑动</translation>
    </message>
    <message>
        <source>γ: the unit, and all of the layer</source>
        <translation>γ：该单元及全层</translation>
    </message>
    <message>
        <source>β: the unit, and all of the layer</source>
        <translation>β：该单元及全层</translation>
    </message>
</context>
<context>
    <name>InsideMeasures</name>
    <message>
        <source>Median of the inputs</source>
        <translation>输入的中位数</translation>
    </message>
    <message>
        <source>Spread of the inputs (85th less 15th percentile)</source>
        <translation>输入的离散程度（第 85 减第 15 百分位）</translation>
    </message>
    <message>
        <source>Gradient ‖∂L/∂W‖</source>
        <translation>梯度 ‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>Variance of what the layer gives</source>
        <translation>层输出的方差</translation>
    </message>
    <message>
        <source>‖update‖ / ‖weight‖</source>
        <translation>‖更新‖ / ‖权重‖</translation>
    </message>
    <message>
        <source>Share of dead units</source>
        <translation>死亡单元的比例</translation>
    </message>
    <message>
        <source>Size of the weights ‖W‖</source>
        <translation>权重的大小 ‖W‖</translation>
    </message>
    <message>
        <source>Effective learning rate lr / ‖W‖²</source>
        <translation>有效学习率 lr / ‖W‖²</translation>
    </message>
    <message>
        <source>Angle of a step, in degrees</source>
        <translation>一步转过的角度（度）</translation>
    </message>
    <message>
        <source>Mean of the batch less the running one</source>
        <translation>批均值减滑动均值</translation>
    </message>
    <message>
        <source>Variance of the batch</source>
        <translation>批方差</translation>
    </message>
    <message>
        <source>γ, mean of the channels</source>
        <translation>γ，各通道的平均</translation>
    </message>
    <message>
        <source>β, mean of the channels</source>
        <translation>β，各通道的平均</translation>
    </message>
    <message>
        <source>Internal covariate shift ‖G − G′‖</source>
        <translation>内部协变量偏移 ‖G − G′‖</translation>
    </message>
    <message>
        <source>Cosine of G and G′</source>
        <translation>G 与 G′ 的余弦</translation>
    </message>
</context>
<context>
    <name>InsideTexts</name>
    <message>
        <source>On average over the units that are looked at, the median wandered by %2 widths of its distribution %1, and by %4 %3.</source>
        <extracomment>%1 and %3 are &quot;with BN&quot; and &quot;without BN&quot;, %2 and %4 numbers</extracomment>
        <translation>对所观察的单元取平均，中位数移动的距离%1为其分布宽度的 %2 倍，%3为 %4 倍。</translation>
    </message>
    <message>
        <source>Medians early on, %1 against %2: the losses within a step lie %3 against %4 apart, the changes of the gradient %5 against %6, and the effective smoothness is %7 against %8.</source>
        <extracomment>%1 is &quot;with BN&quot;, %2 &quot;without BN&quot;; the others are numbers</extracomment>
        <translation>训练前期的中位数，%1对%2：一步之内损失的差距为 %3 对 %4，梯度变化的差距为 %5 对 %6，有效光滑度为 %7 对 %8。</translation>
    </message>
    <message>
        <source>Early on, the largest gradient of a layer is %2 times the smallest %1, and %4 times %3.</source>
        <translation>训练前期，各层梯度中最大的%1是最小的 %2 倍，%3是 %4 倍。</translation>
    </message>
    <message>
        <source>Later on, the accuracy of a batch differs by %2 between the two modes %1.</source>
        <translation>训练后期，%1时同一批的准确率在两种模式之间相差 %2。</translation>
    </message>
    <message>
        <source>At the last look %2 of the units are dead %1, and %4 %3.</source>
        <translation>最后一次观察时，%1有 %2 的单元死亡，%3有 %4。</translation>
    </message>
    <message>
        <source>Later on, λ · lr is %2 times the threshold %1.</source>
        <translation>训练后期，%1时 λ · lr 为阈值的 %2 倍。</translation>
    </message>
    <message>
        <source>Later on, λ · lr is %2 times the threshold %1, and %4 times %3.</source>
        <translation>训练后期，λ · lr %1为阈值的 %2 倍，%3为 %4 倍。</translation>
    </message>
    <message>
        <source>That takes two runs: one with batch normalization, and its twin without.</source>
        <translation>这需要两个运行：一个有批归一化，另一个是没有批归一化的孪生。</translation>
    </message>
    <message>
        <source>There are too few looks with numbers that can be compared: train longer, or look more often.</source>
        <translation>可以比较的观察太少：请训练更久，或更频繁地观察。</translation>
    </message>
    <message>
        <source>The difference is smaller than what would count as one.</source>
        <translation>差别太小，不足以算作差别。</translation>
    </message>
    <message>
        <source>There is no batch normalization in these networks.</source>
        <translation>这些网络中没有批归一化。</translation>
    </message>
    <message>
        <source>There is no ReLU in these networks, and only a ReLU can be dead.</source>
        <translation>这些网络中没有 ReLU，而只有 ReLU 会死亡。</translation>
    </message>
    <message>
        <source>The network has too few layers to speak of depth: three at least.</source>
        <translation>网络的层太少，谈不上深度：至少需要三层。</translation>
    </message>
    <message>
        <source>Does the distribution drift?</source>
        <translation>分布会漂移吗？</translation>
    </message>
    <message>
        <source>Is the loss smoother?</source>
        <translation>损失更光滑吗？</translation>
    </message>
    <message>
        <source>Do gradients survive the depth?</source>
        <translation>梯度能穿过深层吗？</translation>
    </message>
    <message>
        <source>What does BN do between training and evaluation?</source>
        <translation>BN 在训练与评估之间做了什么？</translation>
    </message>
    <message>
        <source>Which units are dead?</source>
        <translation>哪些单元死亡了？</translation>
    </message>
    <message>
        <source>How sharp is it?</source>
        <translation>损失有多尖锐？</translation>
    </message>
    <message>
        <source>The line is the median of what enters a unit&apos;s activation, the band lies between the 15th and the 85th percentile of a batch. Ioffe and Szegedy (2015) report that both wander without BN and stay with it.</source>
        <translation>线是进入某单元激活函数的值的中位数，带位于一批的第 15 与第 85 百分位之间。Ioffe 和 Szegedy（2015）报告，没有 BN 时两者会游移，有 BN 时则保持不动。</translation>
    </message>
    <message>
        <source>At each look the network tries steps from a half to four times the learning rate along the gradient: bands show the losses on the way and how far the gradient changes. Santurkar et al. (2018) report narrower bands with BN, above all early on.</source>
        <translation>每次观察时，网络沿梯度试走学习率的一半至四倍的步长：带表示途中的损失以及梯度变化的大小。Santurkar 等（2018）报告，有 BN 时带更窄，尤其是在前期。</translation>
    </message>
    <message>
        <source>Each layer from the input to the output, at the first look (faint) and at the last one. Bjorck et al. (2018) report that without BN activations and gradients change from layer to layer, and that with BN larger steps still lower the loss.</source>
        <translation>从输入到输出的各层，第一次观察（浅色）与最后一次观察。Bjorck 等（2018）报告，没有 BN 时激活值和梯度逐层变化，而有 BN 时更大的步长仍能降低损失。</translation>
    </message>
    <message>
        <source>The same batch in both modes: in training BN takes the batch&apos;s mean and variance, in evaluation the running estimates. Ioffe and Szegedy (2015) let the estimates stand for the batch; Wu and Johnson (2021) show where that goes wrong, as with small batches.</source>
        <translation>同一批在两种模式下：训练时 BN 采用批的均值和方差，评估时采用滑动估计。Ioffe 和 Szegedy（2015）用估计代替批；Wu 和 Johnson（2021）指出何时会出错，例如批很小时。</translation>
    </message>
    <message>
        <source>A ReLU&apos;s unit is dead where it is 0 for all of 1,000 fixed training images: it learns no more. Ioffe and Szegedy (2015) expect BN to keep units out of where they saturate.</source>
        <translation>如果一个 ReLU 单元对 1,000 张固定的训练图像全都为 0，它就死亡了：不再学习。Ioffe 和 Szegedy（2015）预期 BN 使单元不进入饱和区。</translation>
    </message>
    <message>
        <source>λ is the largest curvature of the loss, and λ · lr beyond the threshold means steps that are too long for it. Cohen et al. (2021) find full batches at that threshold; small batches, as here, settle below it.</source>
        <translation>λ 是损失的最大曲率，λ · lr 超过阈值意味着步长对它来说太大。Cohen 等（2021）发现全批量训练停在该阈值上；像这里这样的小批量则稳定在阈值以下。</translation>
    </message>
    <message>
        <source>As in the paper.</source>
        <translation>与论文一致。</translation>
    </message>
    <message>
        <source>Not as in the paper.</source>
        <translation>与论文不一致。</translation>
    </message>
    <message>
        <source>Too little to say.</source>
        <translation>不足以下结论。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>Two sentences, one after the other</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Distribution of inputs</source>
        <translation>输入的分布</translation>
    </message>
    <message>
        <source>Effective learning rate</source>
        <translation>有效学习率</translation>
    </message>
    <message>
        <source>Batch and running statistics</source>
        <translation>批统计量与滑动统计量</translation>
    </message>
    <message>
        <source>Dead units and sizes of updates</source>
        <translation>死亡单元与更新的大小</translation>
    </message>
    <message>
        <source>Gradients and activations by depth</source>
        <translation>梯度和激活值随深度的变化</translation>
    </message>
    <message>
        <source>Smoothness of the loss</source>
        <translation>损失的光滑度</translation>
    </message>
    <message>
        <source>Internal covariate shift</source>
        <translation>内部协变量偏移</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>Signal at the start</source>
        <translation>开始时的信号</translation>
    </message>
    <message>
        <source>BN folded into layers</source>
        <translation>并入各层的 BN</translation>
    </message>
    <message>
        <source>Percentiles of what enters activations; costs little.</source>
        <translation>进入激活函数的值的百分位；开销小。</translation>
    </message>
    <message>
        <source>The size of weights, and how far a step turns them; costs little.</source>
        <translation>权重的大小，以及一步使其转过多少；开销小。</translation>
    </message>
    <message>
        <source>What BN takes in training and in evaluation, γ and β; costs little.</source>
        <translation>BN 在训练和评估时采用的统计量，以及 γ 和 β；开销小。</translation>
    </message>
    <message>
        <source>ReLUs that are always 0, and ‖update‖ / ‖weight‖; costs little.</source>
        <translation>始终为 0 的 ReLU，以及 ‖更新‖ / ‖权重‖；开销小。</translation>
    </message>
    <message>
        <source>How signals change from layer to layer; costs some more.</source>
        <translation>信号如何逐层变化；开销稍大。</translation>
    </message>
    <message>
        <source>Losses and gradients along a step; costs about eight steps a look.</source>
        <translation>沿一步方向的损失和梯度；每次观察约需八步的时间。</translation>
    </message>
    <message>
        <source>How the step of the layers before changes a layer&apos;s gradient; a step a layer and look.</source>
        <translation>前面各层的一步如何改变某层的梯度；每层每次观察需一步的时间。</translation>
    </message>
    <message>
        <source>The largest curvature of the loss, at the ends of epochs; costs much.</source>
        <translation>损失的最大曲率，在每轮结束时；开销大。</translation>
    </message>
    <message>
        <source>Squared gradients by depth before the first step.</source>
        <translation>第一步之前各深度梯度的平方。</translation>
    </message>
    <message>
        <source>The same network with BN inside other layers, at the end.</source>
        <translation>结束时把 BN 并入其他层的同一网络。</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; {}</source>
        <translation>节点 &quot;{}&quot; {}</translation>
    </message>
    <message>
        <source>lacks &quot;{}&quot;</source>
        <translation>缺少 &quot;{}&quot;</translation>
    </message>
    <message>
        <source>has &quot;{}&quot;: {}, it needs a whole number</source>
        <translation>含有 &quot;{}&quot;: {}，应为整数</translation>
    </message>
</context>
<context>
    <name>NetworkTexts</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>The image that goes in: %1</source>
        <translation>输入的图像：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layers</source>
        <extracomment>A part of a network with the number of its layers: &quot;stage1: 6 layers&quot;</extracomment>
        <translation>
            <numerusform>%1：%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A layer&apos;s name and its kind: &quot;conv1: Conv2d 3×3&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Off in every variant; Space or a click switches it on</source>
        <translation>在所有变体中都关闭；按空格键或单击即可打开</translation>
    </message>
    <message>
        <source>On; Space or a click switches it off in every variant</source>
        <translation>已打开；按空格键或单击即可在所有变体中关闭</translation>
    </message>
    <message>
        <source>Output: %1</source>
        <translation>输出：%1</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>参数：%1</translation>
    </message>
    <message>
        <source>Multiply-adds for one sample: %1</source>
        <translation>每个样本的乘加次数：%1</translation>
    </message>
    <message>
        <source>Activations of a batch of %1: %2</source>
        <translation>批大小为 %1 时的激活值：%2</translation>
    </message>
    <message>
        <source>Sees %1×%1 pixels of the image</source>
        <translation>可看到图像的 %1×%1 像素</translation>
    </message>
    <message>
        <source>%1 parameters · %2 multiply-adds a sample · activations %3 at batch size %4</source>
        <extracomment>Parameters, work and memory of a network</extracomment>
        <translation>%1 个参数 · 每个样本 %2 次乘加 · 批大小为 %4 时激活值 %3</translation>
    </message>
    <message>
        <source>%1 (%2 parameters)</source>
        <extracomment>%1 is a variant, &quot;no BN&quot;, %2 how many parameters more or fewer than with BN it has: &quot;−768&quot;</extracomment>
        <translation>%1（%2 个参数）</translation>
    </message>
</context>
<context>
    <name>NoticeTexts</name>
    <message>
        <source>%1 Its twin goes on.</source>
        <extracomment>%1 is a sentence about a run that ended early</extracomment>
        <translation>%1另一半继续训练。</translation>
    </message>
    <message>
        <source>%1 was cut off: its results end at iteration %2.</source>
        <translation>%1被中断：结果止于第 %2 次迭代。</translation>
    </message>
    <message>
        <source>%1 failed after iteration %2; its folder&apos;s run.log says more.</source>
        <translation>%1在第 %2 次迭代后失败；详情见其文件夹中的 run.log。</translation>
    </message>
    <message>
        <source>%1 failed after iteration %2: %3</source>
        <translation>%1在第 %2 次迭代后失败：%3</translation>
    </message>
    <message>
        <source>The training of seed %1 was stopped after iteration %2.</source>
        <translation>种子 %1 的训练在第 %2 次迭代后停止。</translation>
    </message>
    <message>
        <source>The training was stopped after iteration %1.</source>
        <translation>训练在第 %1 次迭代后停止。</translation>
    </message>
    <message>
        <source>%1 was stopped after iteration %2.</source>
        <translation>%1在第 %2 次迭代后停止。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Another Normscope was training into this folder when it was opened: what is shown ends there. Open it again to see more.</source>
        <translation>打开此文件夹时，另一个 Normscope 正在其中训练：所示内容到此为止。再次打开即可看到更多。</translation>
    </message>
    <message>
        <source>%1 has %2 epochs in its tables, its settings say %3: results are missing, or settings were changed.</source>
        <extracomment>%1 is &quot;The run with BN&quot;, %2 and %3 are numbers</extracomment>
        <translation>%1的表格有 %2 轮，而设置为 %3 轮：结果有缺失，或设置被改动过。</translation>
    </message>
    <message>
        <source>%1 has %2 iterations in its tables, its summary counts %3: results are missing.</source>
        <translation>%1的表格有 %2 次迭代，而摘要记录 %3 次：结果有缺失。</translation>
    </message>
    <message>
        <source>The run %1, seed %2,</source>
        <extracomment>A run: %1 is &quot;with BN&quot;</extracomment>
        <translation>%1的运行（种子 %2）</translation>
    </message>
    <message>
        <source>The run %1</source>
        <translation>%1的运行</translation>
    </message>
    <message>
        <source>%1 The others go on.</source>
        <translation>%1其余的继续训练。</translation>
    </message>
    <message>
        <source>%1 One other goes on.</source>
        <translation>%1另有一个继续训练。</translation>
    </message>
    <message>
        <source>%1 diverged at iteration %2: its gradient is no longer a finite number.</source>
        <extracomment>%1 is &quot;The run with BN&quot;, %2 an iteration</extracomment>
        <translation>%1在第 %2 次迭代发散：梯度不再是有限数。</translation>
    </message>
    <message>
        <source>%1 diverged at once: its first loss is not a finite number.</source>
        <extracomment>%1 is &quot;The run with BN&quot;</extracomment>
        <translation>%1一开始就发散：第一个损失就不是有限数。</translation>
    </message>
    <message>
        <source>%1 diverged at iteration %2: the loss is no longer a finite number; the last one was %3.</source>
        <extracomment>%1 is &quot;The run with BN&quot;, %2 an iteration, %3 a loss</extracomment>
        <translation>%1在第 %2 次迭代发散：损失不再是有限数；最后一个有限的损失是 %3。</translation>
    </message>
</context>
<context>
    <name>PaletteTexts</name>
    <message>
        <source>%1: %2</source>
        <extracomment>A setting and its new value
----------
%1 is a kind of things, %2 one of them: &quot;Preset: High learning rate&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现为 %1</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <extracomment>The way to an entry in the menus: &quot;View › Theme&quot;</extracomment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>现在不可用</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Nothing trained yet</source>
        <translation>还没有训练</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>PresetTexts</name>
    <message>
        <source>This is what the preset “%1” is there to show.</source>
        <translation>这正是预设“%1”要展示的。</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>The assignment&apos;s MLP</source>
        <translation>作业中的 MLP</translation>
    </message>
    <message>
        <source>The assignment&apos;s CNN</source>
        <translation>作业中的 CNN</translation>
    </message>
    <message>
        <source>Mini ResNet</source>
        <translation>小型 ResNet</translation>
    </message>
    <message>
        <source>High learning rate</source>
        <translation>高学习率</translation>
    </message>
    <message>
        <source>Tiny batches</source>
        <translation>极小批量</translation>
    </message>
    <message>
        <source>Batches of two samples: their statistics are so noisy that BN does harm.</source>
        <translation>每批两个样本：统计量噪声太大，BN 反而有害。</translation>
    </message>
    <message>
        <source>Deep MLP that only trains with BN</source>
        <translation>只有 BN 才能训练的深 MLP</translation>
    </message>
    <message>
        <source>Twenty hidden layers: without BN the signal dies on the way and the loss stays where guessing is.</source>
        <translation>二十个隐藏层：没有 BN，信号在途中消失，损失停在随机猜测的水平。</translation>
    </message>
    <message>
        <source>Five times the usual learning rate: with BN the MLP still learns, without it the loss explodes or stays where guessing is.</source>
        <translation>五倍于平常的学习率：有 BN 的 MLP 仍能学习；没有 BN 时损失爆炸，或停留在随机猜测的水平。</translation>
    </message>
    <message>
        <source>The whole assignment</source>
        <translation>整个作业</translation>
    </message>
    <message>
        <source>MLP, CNN and mini ResNet, one after the other: the MLP learns sooner with BN, the CNN about as well without it, the ResNet hardly without it.</source>
        <translation>MLP、CNN 和小型 ResNet，一个接一个：有 BN 的 MLP 更早学会，CNN 没有 BN 也学得差不多，ResNet 没有 BN 几乎学不会。</translation>
    </message>
    <message>
        <source>Linear-BN-ReLU-Linear-BN-ReLU-Linear with 256 and 128 hidden units: with BN the loss falls sooner.</source>
        <translation>Linear-BN-ReLU-Linear-BN-ReLU-Linear，隐藏单元为 256 和 128 个：有 BN 时损失下降得更早。</translation>
    </message>
    <message>
        <source>Conv-BN-ReLU-AvgPool twice, then Reshape and Linear, with 16 and 32 channels: it learns about as well without BN.</source>
        <translation>两次 Conv-BN-ReLU-AvgPool，再接 Reshape 和 Linear，通道数为 16 和 32：没有 BN 也学得差不多。</translation>
    </message>
    <message>
        <source>The assignment&apos;s bonus, three stages of residual blocks with a learning rate of one cycle: without BN it hardly learns.</source>
        <translation>作业的加分题：三个阶段的残差块，学习率按 one cycle 变化；没有 BN 几乎学不会。</translation>
    </message>
    <message>
        <source>Wrong labels</source>
        <translation>错误标签</translation>
    </message>
    <message>
        <source>Two of five labels are wrong, of 2,000 images: with BN the MLP learns them by heart sooner, and gets worse on test images than the one without.</source>
        <translation>2000 幅图像中五分之二的标签是错的：有 BN 的 MLP 更快地把它们背下来，在测试图像上反而不如没有 BN 的。</translation>
    </message>
</context>
<context>
    <name>ReportAcross</name>
    <message>
        <source>diverged (%1 of %2)</source>
        <translation>发散（%2 对中的 %1 对）</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>Final test accuracy of all experiments, as mean ± standard deviation where there are several seeds, and what the differences over seeds allow to say.</source>
        <translation>各实验的最终测试准确率（有多个种子时为均值 ± 标准差），以及各种子的差异所能说明的程度。</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>with BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>without BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>sign-flip p</source>
        <translation>符号翻转 p</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>time, BN</source>
        <translation>时间，有 BN</translation>
    </message>
    <message>
        <source>no BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>level</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>iterations, BN</source>
        <translation>迭代，有 BN</translation>
    </message>
    <message>
        <source>parameters, BN</source>
        <translation>参数，有 BN</translation>
    </message>
    <message>
        <source>The experiments beside each other</source>
        <translation>各实验对照</translation>
    </message>
    <message>
        <source>These are the %1 cases of one experiment, which differ in %2 and in nothing else.</source>
        <translation>这是同一实验的 %1 种情形，它们只在 %2 上不同。</translation>
    </message>
    <message>
        <source>There is no pair of runs in any of them, so nothing is compared.</source>
        <translation>其中没有成对的运行，因此不作比较。</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Training time, convergence and parameters. Iterations are those to the highest test accuracy that both runs reached in all pairs.</source>
        <translation>训练时间、收敛与参数。迭代数指达到所有对中双方都达到的最高测试准确率所需的迭代。</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>迭代数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Runs: &quot;2 of 3&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A column: &quot;Training time, BN&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代数</translation>
    </message>
    <message>
        <source>Final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>Did not diverge</source>
        <translation>未发散</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Test accuracy reached</source>
        <translation>达到的测试准确率</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Convergence, final test accuracy, stability, training time and parameters of all experiments, as means over seeds. Iterations are those to the highest test accuracy that both runs reached in all pairs.</source>
        <translation>所有实验的收敛、最终测试准确率、稳定性、训练时间和参数，均为各种子的均值。迭代数指达到所有对中双方都达到的最高测试准确率所需的迭代。</translation>
    </message>
</context>
<context>
    <name>ReportBuilder</name>
    <message>
        <source>What batch normalization changes: %1 on %2</source>
        <translation>批归一化带来什么变化：%2 上的 %1</translation>
    </message>
    <message>
        <source>A training run: %1 on %2</source>
        <translation>一次训练：%2 上的 %1</translation>
    </message>
    <message numerus="yes">
        <source>What batch normalization changes: %n experiments</source>
        <translation>
            <numerusform>批归一化带来什么变化：%n 个实验</numerusform>
        </translation>
    </message>
    <message>
        <source>What batch normalization changes: %1</source>
        <translation>批归一化带来什么变化：%1</translation>
    </message>
    <message>
        <source>Written by Normscope %1. Every number is computed from the recorded runs.</source>
        <translation>由 Normscope %1 写成。每个数字都由所记录的运行算出。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Experiment %1</source>
        <translation>实验 %1</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考文献</translation>
    </message>
</context>
<context>
    <name>ReportDiscussion</name>
    <message>
        <source>No run reached the lowest of the accuracy levels, so about convergence nothing can be said but what the curves show.</source>
        <translation>没有一次运行达到最低的准确率水平，因此除曲线所示外，对收敛无可断言。</translation>
    </message>
    <message>
        <source>Counted in iterations, the network with BN was never later than its twin at any accuracy level, and earlier %1 times of %2. That agrees with the faster convergence that Ioffe and Szegedy report %3.</source>
        <translation>按迭代计，有 BN 的网络在任何准确率水平上都不晚于其孪生网络，%2 次中有 %1 次更早。这与 Ioffe 和 Szegedy 报告的更快收敛一致%3。</translation>
    </message>
    <message>
        <source>Counted in iterations, the network with BN was never earlier than its twin at any accuracy level. The faster convergence that Ioffe and Szegedy report %1 does not show here.</source>
        <translation>按迭代计，有 BN 的网络在任何准确率水平上都不早于其孪生网络。Ioffe 和 Szegedy 报告的更快收敛%1在这里没有出现。</translation>
    </message>
    <message>
        <source>Counted in iterations, the twins reached all accuracy levels at the same time, as far as their evaluations can tell.</source>
        <translation>按迭代计，就评估所能分辨的而言，孪生网络同时达到所有准确率水平。</translation>
    </message>
    <message>
        <source>Counted in iterations, neither was ahead throughout: over all pairs and accuracy levels the network with BN was earlier %1 times and later %2 times.</source>
        <translation>按迭代计，双方都没有始终领先：在所有对和准确率水平上，有 BN 的网络 %1 次更早，%2 次更晚。</translation>
    </message>
    <message>
        <source>Counted in time, %1 % were reached after %2 of training with BN and %3 without it.</source>
        <translation>按时间计，达到 %1 % 时，有 BN 训练了 %2，无 BN 训练了 %3。</translation>
    </message>
    <message>
        <source>An iteration with BN takes longer, which used up what was gained in iterations: %1 % were reached after %2 of training with BN and %3 without it.</source>
        <translation>有 BN 的一次迭代耗时更长，抵消了迭代数上的优势：达到 %1 % 时，有 BN 训练了 %2，无 BN 训练了 %3。</translation>
    </message>
    <message>
        <source>An iteration with BN takes longer, but that was worth it here: %1 % were reached after %2 of training with BN and %3 without it.</source>
        <translation>有 BN 的一次迭代耗时更长，但在这里是值得的：达到 %1 % 时，有 BN 训练了 %2，无 BN 训练了 %3。</translation>
    </message>
    <message>
        <source>An iteration with BN takes longer, and that cost it the lead: %1 % were reached after %2 of training with BN and %3 without it.</source>
        <translation>有 BN 的一次迭代耗时更长，因而失去了领先：达到 %1 % 时，有 BN 训练了 %2，无 BN 训练了 %3。</translation>
    </message>
    <message>
        <source>The difference in final accuracy (%1) is that of one pair. Another seed may give another one, even of the other sign; nothing follows from it about batch normalization.</source>
        <translation>最终准确率之差（%1）只来自一对运行。换一个种子可能得到另一个差，甚至符号相反；由此不能对批归一化得出任何结论。</translation>
    </message>
    <message>
        <source>The difference in final accuracy (%1 on average) comes from too few seeds to conclude anything.</source>
        <translation>最终准确率之差（平均 %1）来自太少的种子，不能得出结论。</translation>
    </message>
    <message>
        <source>In final accuracy the twins do not differ.</source>
        <translation>孪生网络的最终准确率没有差别。</translation>
    </message>
    <message>
        <source>In final accuracy the twins are not distinguishable: the difference of %1 on average is within what chance would give. That is no proof that they are equal.</source>
        <translation>孪生网络的最终准确率无法区分：平均 %1 的差在偶然所能给出的范围内。但这不能证明两者相等。</translation>
    </message>
    <message>
        <source>The final accuracy is higher with BN, by %1 on average, and more than chance explains.</source>
        <translation>有 BN 的最终准确率更高，平均高出 %1，超出偶然所能解释的范围。</translation>
    </message>
    <message>
        <source>The final accuracy is lower with BN, by %1 on average, and more than chance explains.</source>
        <translation>有 BN 的最终准确率更低，平均相差 %1，超出偶然所能解释的范围。</translation>
    </message>
    <message>
        <source>At this learning rate only networks without BN diverged (%1 of %2). That agrees with the higher learning rates that Ioffe and Szegedy report to be possible with BN.</source>
        <translation>在此学习率下，只有无 BN 的网络发散（%2 对中的 %1 对）。这与 Ioffe 和 Szegedy 所说“有 BN 可用更高的学习率”一致。</translation>
    </message>
    <message>
        <source>At this learning rate only networks with BN diverged (%1 of %2).</source>
        <translation>在此学习率下，只有有 BN 的网络发散（%2 对中的 %1 对）。</translation>
    </message>
    <message>
        <source>Networks with and without BN diverged at this learning rate.</source>
        <translation>在此学习率下，有 BN 和无 BN 的网络都有发散。</translation>
    </message>
    <message>
        <source>Fewer than 6 seeds were run in at least one experiment. The exact test cannot go below p = 0.05 with them, whatever the differences are.</source>
        <translation>至少有一个实验运行的种子少于 6 个。此时无论差异如何，精确检验的 p 都不可能低于 0.05。</translation>
    </message>
    <message numerus="yes">
        <source>%n seeds were run; the intervals say how much is still open.</source>
        <translation>
            <numerusform>运行了 %n 个种子；置信区间说明还有多少不确定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Both twins have the same hyperparameters. What suits one need not suit the other, so this is no comparison of each at its best.</source>
        <translation>孪生网络双方的超参数相同。适合一方的未必适合另一方，因此这不是各自最佳状态的比较。</translation>
    </message>
    <message>
        <source>The test set was looked at during training. The best accuracy over epochs is therefore chosen with it and flatters; the final accuracy is the one to cite.</source>
        <translation>训练期间查看过测试集。因此各轮中的最佳准确率是借助测试集选出的，偏于乐观；应引用最终准确率。</translation>
    </message>
    <message>
        <source>Times are those of one machine and one implementation.</source>
        <translation>时间只是一台机器、一种实现上的时间。</translation>
    </message>
    <message>
        <source>What limits these findings:</source>
        <translation>这些发现的局限：</translation>
    </message>
    <message>
        <source>Does the difference hold over seeds? `--seeds 1..6` trains six pairs, the fewest that can show it at the 5 % level.</source>
        <translation>差异在不同种子下是否成立？`--seeds 1..6` 训练六对，这是能在 5 % 水平上显示差异的最少对数。</translation>
    </message>
    <message>
        <source>How far may the learning rate go with and without BN? `--lr 0.01,0.03,0.1,0.3,1` tries it.</source>
        <translation>有 BN 和无 BN 时，学习率可以取到多大？可用 `--lr 0.01,0.03,0.1,0.3,1` 一试。</translation>
    </message>
    <message>
        <source>How small may batches be before their statistics are too noisy? `--batch-size 2,8,32,128` tries it.</source>
        <translation>批小到什么程度，其统计量的噪声才会过大？可用 `--batch-size 2,8,32,128` 一试。</translation>
    </message>
    <message>
        <source>What could be asked next:</source>
        <translation>接下来可以问：</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>讨论</translation>
    </message>
    <message>
        <source>Counted in iterations, over all pairs and accuracy levels the network %1 was earlier than the one %2 %3 times, later %4 times and as early %5 times.</source>
        <extracomment>%1 and %2 are &quot;with layer norm&quot; and &quot;without BN&quot;, the others numbers</extracomment>
        <translation>按迭代计，在所有对和准确率水平上，%1的网络与%2的网络相比 %3 次更早，%4 次更晚，%5 次相同。</translation>
    </message>
    <message>
        <source>Counted in time, %1 % were reached after %2 of training %4 and %3 %5.</source>
        <extracomment>%4 and %5 are &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>按时间计，达到 %1 % 时，%4训练了 %2，%5训练了 %3。</translation>
    </message>
    <message>
        <source>In final accuracy the difference %1 is %2. %3</source>
        <extracomment>%1 is &quot;layer norm − no BN&quot;, %2 a difference, %3 a sentence</extracomment>
        <translation>最终准确率之差（%1）为 %2。%3</translation>
    </message>
    <message>
        <source>At this learning rate %1 of the networks %2 and %3 of those %4 diverged.</source>
        <extracomment>%1 and %3 are numbers, %2 and %4 &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>在此学习率下，%2的网络有 %1 个发散，%4的网络有 %3 个发散。</translation>
    </message>
    <message>
        <source>All variants have the same hyperparameters. What suits one need not suit another, so this is no comparison of each at its best.</source>
        <translation>所有变体的超参数相同。适合其中之一的未必适合其他，因此这不是各自最佳状态的比较。</translation>
    </message>
</context>
<context>
    <name>ReportFigures</name>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Accuracy after each epoch</source>
        <translation>每轮之后的准确率</translation>
    </message>
    <message>
        <source>Accuracy after each epoch, %1: on the training samples as they were trained on, and on the test set.</source>
        <translation>每轮之后的准确率，%1：训练样本（训练当时）与测试集上。</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>difference (percentage points)</source>
        <translation>差值（百分点）</translation>
    </message>
    <message>
        <source>Test accuracy with BN minus that without it, of the same seed, after each epoch, %1.</source>
        <translation>相同种子下，每轮之后有 BN 的测试准确率减去无 BN 的，%1。</translation>
    </message>
    <message>
        <source>Test accuracy with BN minus that without it, of the same seed, at each evaluation (at most 2,000 fixed test samples), %1.</source>
        <translation>相同种子下，每次评估时（至多 2,000 个固定的测试样本）有 BN 的测试准确率减去无 BN 的，%1。</translation>
    </message>
    <message>
        <source>Above the line at 0 the network with BN is the better one.</source>
        <translation>在 0 线以上，有 BN 的网络更好。</translation>
    </message>
    <message>
        <source>batch normalization</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>%1: mean ± SD, n = %2</source>
        <extracomment>SD: standard deviation</extracomment>
        <translation>%1：均值 ± 标准差，n = %2</translation>
    </message>
    <message>
        <source>%1: mean ± SE, n = %2</source>
        <extracomment>SE: standard error</extracomment>
        <translation>%1：均值 ± 标准误，n = %2</translation>
    </message>
    <message>
        <source>%1: mean, 95 % CI, n = %2</source>
        <extracomment>CI: confidence interval</extracomment>
        <translation>%1：均值，95 % 置信区间，n = %2</translation>
    </message>
    <message>
        <source>%1: mean, min–max, n = %2</source>
        <translation>%1：均值，最小–最大，n = %2</translation>
    </message>
    <message>
        <source>Lines are means over %1 seeds, bands reach one standard deviation (SD) up and down.</source>
        <translation>线为 %1 个种子的均值，带为上下各一个标准差。</translation>
    </message>
    <message>
        <source>Lines are means over %1 seeds, bands reach one standard error (SE) up and down.</source>
        <translation>线为 %1 个种子的均值，带为上下各一个标准误。</translation>
    </message>
    <message>
        <source>Lines are means over %1 seeds, bands are the 95 % confidence intervals (CI) of the means.</source>
        <translation>线为 %1 个种子的均值，带为均值的 95 % 置信区间。</translation>
    </message>
    <message>
        <source>Lines are means over %1 seeds, bands reach from the least to the greatest value.</source>
        <translation>线为 %1 个种子的均值，带从最小值到最大值。</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 seeds)</source>
        <translation>%1（%3 个种子中的 %2 个）</translation>
    </message>
    <message>
        <source>Bars are means over %1 seeds, whiskers one standard deviation.</source>
        <translation>条形为 %1 个种子的均值，须线为一个标准差。</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未达到</translation>
    </message>
    <message>
        <source>Iterations to a test accuracy</source>
        <translation>达到某一测试准确率所需的迭代数</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>迭代数</translation>
    </message>
    <message>
        <source>Training time to a test accuracy</source>
        <translation>达到某一测试准确率所需的训练时间</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Convergence</source>
        <translation>收敛</translation>
    </message>
    <message>
        <source>When the test accuracy first reached a level, in iterations and in seconds of training, %1. Levels that no run reached are left out.</source>
        <translation>测试准确率首次达到某一水平时的迭代数与训练秒数，%1。没有任何运行达到的水平从略。</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Time of the training steps alone, %1: no evaluation, no drawing, no disk.</source>
        <translation>仅训练步骤的时间，%1：不含评估、绘图与磁盘。</translation>
    </message>
    <message>
        <source>Learned parameters</source>
        <translation>学习的参数</translation>
    </message>
    <message>
        <source>number of parameters</source>
        <translation>参数个数</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>γ and β</source>
        <translation>γ 与 β</translation>
    </message>
    <message>
        <source>all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Confusion matrix %1</source>
        <translation>混淆矩阵，%1</translation>
    </message>
    <message>
        <source>Confusion matrices</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>How many test images of each true class (rows) were taken for each class (columns), %1, seed %2. The diagonal is right, shaded by its share of the row; mistakes are grey, on a finer scale. Empty cells are 0.</source>
        <translation>每个真实类别（行）的测试图像有多少被判为各类别（列），%1，种子 %2。对角线为正确，颜色深浅表示占该行的比例；错误为灰色，用更细的刻度。空格为 0。</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <extracomment>A run in a legend: &quot;with BN, seed 2&quot;</extracomment>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>%1: diverged</source>
        <translation>%1：发散</translation>
    </message>
    <message>
        <source>%1: cut off</source>
        <translation>%1：中断</translation>
    </message>
    <message>
        <source>The run %1 of seed %2 diverged after iteration %3; its curve ends there.</source>
        <translation>种子 %2 %1的运行在第 %3 次迭代后发散；曲线到此为止。</translation>
    </message>
    <message>
        <source>The run %1 of seed %2 was cut off after iteration %3; its curve ends there.</source>
        <translation>种子 %2 %1的运行在第 %3 次迭代后中断；曲线到此为止。</translation>
    </message>
    <message>
        <source>training loss (cross entropy)</source>
        <translation>训练损失（交叉熵）</translation>
    </message>
    <message>
        <source>Thin: the loss of every mini-batch; bold: the mean of the last %1 iterations.</source>
        <translation>细线：每个小批量的损失；粗线：最近 %1 次迭代的均值。</translation>
    </message>
    <message>
        <source>The vertical axis is logarithmic.</source>
        <translation>纵轴为对数刻度。</translation>
    </message>
    <message>
        <source>Training loss at every iteration</source>
        <translation>每次迭代的训练损失</translation>
    </message>
    <message>
        <source>Thin: the mean loss of the mini-batches of every iteration; bold: the mean of its last %1 values.</source>
        <translation>细线：每次迭代各种子小批量损失的均值；粗线：其最近 %1 个值的均值。</translation>
    </message>
    <message>
        <source>Training loss against every iteration, %1.</source>
        <translation>每次迭代的训练损失，%1。</translation>
    </message>
    <message>
        <source>Training loss %1</source>
        <translation>训练损失，%1</translation>
    </message>
    <message>
        <source>Training loss of each twin</source>
        <translation>各网络的训练损失</translation>
    </message>
    <message>
        <source>Training loss of each twin of its own, %1, on the same axes.</source>
        <translation>两个网络各自的训练损失，%1，坐标轴相同。</translation>
    </message>
    <message>
        <source>%1: the most confident of %2 errors</source>
        <translation>%1：%2 个错误中最有把握的</translation>
    </message>
    <message>
        <source>only %1 wrong: the most confident of %2</source>
        <extracomment>%3 stands for a number</extracomment>
        <translation>仅%1出错：%2 个中最有把握的</translation>
    </message>
    <message>
        <source>Below each digit: true class → predicted class, and the probability that the network gave to that answer.</source>
        <translation>每个数字下方：真实类别 → 预测类别，以及网络给该答案的概率。</translation>
    </message>
    <message>
        <source>Most confident errors</source>
        <translation>最有把握的错误</translation>
    </message>
    <message>
        <source>The test digits that were misclassified with the greatest confidence, %1, seed %2.</source>
        <translation>以最大把握错分的测试数字，%1，种子 %2。</translation>
    </message>
    <message>
        <source>Digits on which exactly one twin errs</source>
        <translation>恰有一个网络出错的数字</translation>
    </message>
    <message>
        <source>Test digits that one twin gets wrong and the other right, the most confident errors first, %1, seed %2.</source>
        <translation>一个网络判错而另一个判对的测试数字，最有把握的错误在前，%1，种子 %2。</translation>
    </message>
    <message>
        <source>%1 at %2 (%3 of %4)</source>
        <translation>%2 处%1（%4 个中的 %3 个）</translation>
    </message>
    <message>
        <source>Final test accuracy against %1</source>
        <translation>最终测试准确率与%1</translation>
    </message>
    <message>
        <source>final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>×: diverged</source>
        <translation>×：发散</translation>
    </message>
    <message>
        <source>Final test accuracy with and without BN against %1.</source>
        <translation>有 BN 与无 BN 时最终测试准确率随%1的变化。</translation>
    </message>
    <message>
        <source>Final test accuracy with and without BN against %1, for %2.</source>
        <translation>有 BN 与无 BN 时最终测试准确率随%1的变化，%2。</translation>
    </message>
    <message>
        <source>The horizontal axis is logarithmic.</source>
        <translation>横轴为对数刻度。</translation>
    </message>
    <message>
        <source>Values stand side by side, not to scale.</source>
        <translation>各值并列，不按比例。</translation>
    </message>
    <message>
        <source>Some values have fewer seeds: only runs that reached their end count.</source>
        <translation>有些值的种子较少：只计入运行到底的。</translation>
    </message>
    <message>
        <source>Crosses at the bottom mark values at which runs diverged: %1.</source>
        <translation>底部的叉号标出有运行发散的值：%1。</translation>
    </message>
    <message>
        <source>Diverging losses leave it at the top.</source>
        <translation>发散的损失从其上端离开。</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>标准误</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Least to greatest</source>
        <translation>最小值到最大值</translation>
    </message>
    <message>
        <source>Classes: %1.</source>
        <translation>类别：%1。</translation>
    </message>
    <message>
        <source>Difference of test accuracy, %1</source>
        <extracomment>%1 is &quot;BN − no BN&quot;</extracomment>
        <translation>测试准确率之差，%1</translation>
    </message>
    <message>
        <source>Difference of test accuracy, variant − %1</source>
        <extracomment>%1 is &quot;no BN&quot;</extracomment>
        <translation>测试准确率之差，变体 − %1</translation>
    </message>
    <message>
        <source>Test accuracy of each variant minus that of the network %2, of the same seed, after each epoch, %1.</source>
        <extracomment>%2 is &quot;without BN&quot;</extracomment>
        <translation>相同种子下，每轮之后各变体的测试准确率减去%2的网络的，%1。</translation>
    </message>
    <message>
        <source>Test accuracy of each variant minus that of the network %2, of the same seed, at each evaluation (at most 2,000 fixed test samples), %1.</source>
        <translation>相同种子下，每次评估时（至多 2,000 个固定的测试样本）各变体的测试准确率减去%2的网络的，%1。</translation>
    </message>
    <message>
        <source>Above the line at 0 the variant is the better one.</source>
        <translation>在 0 线以上，该变体更好。</translation>
    </message>
    <message>
        <source>Learned parameters of the variants, %1, by kind. Running means and variances are not learned and not counted.</source>
        <translation>各变体学习的参数，%1，按种类。运行均值与方差不是学习得到的，不计入。</translation>
    </message>
    <message>
        <source>Training loss of each variant</source>
        <translation>各变体的训练损失</translation>
    </message>
    <message>
        <source>Training loss of each variant of its own, %1, on the same axes.</source>
        <translation>各变体各自的训练损失，%1，坐标轴相同。</translation>
    </message>
    <message>
        <source>%1 wrong, %2 right: the most confident of %3</source>
        <translation>%1出错而%2正确：%3 个中最有把握的</translation>
    </message>
    <message>
        <source>Digits on which a variant errs and the reference does not</source>
        <translation>变体出错而参照不出错的数字</translation>
    </message>
    <message>
        <source>Test digits that a variant gets wrong and the reference right, the most confident errors first, %1, seed %2.</source>
        <translation>变体判错而参照判对的测试数字，最有把握的错误在前，%1，种子 %2。</translation>
    </message>
    <message>
        <source>Final test accuracy of the variants against %1.</source>
        <translation>各变体的最终测试准确率随%1的变化。</translation>
    </message>
    <message>
        <source>Final test accuracy of the variants against %1, for %2.</source>
        <translation>各变体的最终测试准确率随%1的变化，%2。</translation>
    </message>
    <message>
        <source>Processor time of the training steps alone, %1: no evaluation, no drawing, no disk.</source>
        <translation>仅为训练步骤的处理器时间，%1：不含评估、绘图和磁盘。</translation>
    </message>
    <message>
        <source>Parts of several layers are drawn as one block, with the number of their layers.</source>
        <translation>由若干层组成的部分画成一块，并注明层数。</translation>
    </message>
    <message>
        <source>The network of %1, from the image to the scores of the classes, with the parameters of each layer and the shape that leaves it.</source>
        <translation>%1 的网络，从图像到各类别的得分，并注明每层的参数数目和输出形状。</translation>
    </message>
    <message>
        <source>%1 Seen by instruments while it trained, %2.</source>
        <extracomment>The caption of a figure: %1 is a question, %2 an experiment</extracomment>
        <translation>%1由仪器在训练时观察，%2。</translation>
    </message>
</context>
<context>
    <name>ReportFindings</name>
    <message numerus="yes">
        <source>(Means over %n seeds.)</source>
        <translation>
            <numerusform>（%n 个种子的均值。）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (95 % interval %2)</source>
        <extracomment>A difference and its confidence interval</extracomment>
        <translation>%1（95 % 置信区间 %2）</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>Ends of an interval</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>One seed says nothing about other seeds.</source>
        <translation>一个种子不能说明其他种子的情况。</translation>
    </message>
    <message numerus="yes">
        <source>There is no difference in any of the %n seeds.</source>
        <translation>
            <numerusform>%n 个种子中都没有差别。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n seeds this is not distinguishable from chance at the 5 % level (sign-flip test, %1).</source>
        <translation>
            <numerusform>在 %n 个种子上，按 5 % 水平，这与偶然无法区分（符号翻转检验，%1）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n seeds this is more than chance would explain at the 5 % level (sign-flip test, %1).</source>
        <translation>
            <numerusform>在 %n 个种子上，按 5 % 水平，这超出偶然所能解释的范围（符号翻转检验，%1）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Training took %1 with BN and %2 without it: practically the same.</source>
        <translation>有 BN 的训练用时 %1，无 BN 的用时 %2：几乎相同。</translation>
    </message>
    <message>
        <source>Training took %1 with BN and %2 without it: BN made it **%3 %** longer.</source>
        <translation>有 BN 的训练用时 %1，无 BN 的用时 %2：BN 使其延长 **%3 %**。</translation>
    </message>
    <message>
        <source>Training took %1 with BN and %2 without it: with BN it was **%3 %** shorter.</source>
        <translation>有 BN 的训练用时 %1，无 BN 的用时 %2：有 BN 缩短了 **%3 %**。</translation>
    </message>
    <message>
        <source>%1 % test accuracy was reached after %2 iterations with BN and %3 without it: **earlier with BN**.</source>
        <translation>达到 %1 % 的测试准确率，有 BN 用了 %2 次迭代，无 BN 用了 %3 次：**有 BN 更早**。</translation>
    </message>
    <message>
        <source>%1 % test accuracy was reached after %2 iterations with BN and %3 without it: **later with BN**.</source>
        <translation>达到 %1 % 的测试准确率，有 BN 用了 %2 次迭代，无 BN 用了 %3 次：**有 BN 更晚**。</translation>
    </message>
    <message>
        <source>%1 % test accuracy was reached after %2 iterations both with and without BN.</source>
        <translation>达到 %1 % 的测试准确率，有 BN 与无 BN 都用了 %2 次迭代。</translation>
    </message>
    <message>
        <source>(Means over the %1 of %2 pairs in which both reached it.)</source>
        <translation>（%2 对中双方都达到的 %1 对的均值。）</translation>
    </message>
    <message>
        <source>BN adds **%1** learned parameters ($\gamma$ and $\beta$) to %2, which is %3 %, and %4 buffers (running statistics and their counters), which are not learned.</source>
        <translation>BN 在 %2 个可学习参数之外增加 **%1** 个（$\gamma$ 和 $\beta$），即 %3 %；另有 %4 个缓冲量（滑动统计量及其计数），不参与学习。</translation>
    </message>
    <message>
        <source>The final test accuracy is on average **%1** with BN and **%2** without it: %3.</source>
        <translation>最终测试准确率平均为：有 BN **%1**，无 BN **%2**，差 %3。</translation>
    </message>
    <message>
        <source>The final test accuracy is **%1** with BN and **%2** without it: %3.</source>
        <translation>最终测试准确率：有 BN **%1**，无 BN **%2**，差 %3。</translation>
    </message>
    <message>
        <source>At a learning rate of %1, **%2** of the runs with BN and **%3** of those without it diverged, of %4 pairs.</source>
        <translation>学习率为 %1 时，%4 对中有 BN 的运行发散 **%2** 次，无 BN 的发散 **%3** 次。</translation>
    </message>
    <message>
        <source>Seed %1: both err on the same %2 digits and on no other.</source>
        <extracomment>%6 and %7 are &quot;with BN&quot; and &quot;without BN&quot;</extracomment>
        <translation>种子 %1：双方恰好在同样的 %2 个数字上出错。</translation>
    </message>
    <message>
        <source>Only runs %1 reached %2 %.</source>
        <extracomment>%1 is &quot;with BN&quot;, %2 a number</extracomment>
        <translation>只有%1的运行达到 %2 %。</translation>
    </message>
    <message>
        <source>%1 by Holm over %2 comparisons</source>
        <extracomment>Behind a p-value: %1 is a number of variants that were compared</extracomment>
        <translation>%1，按 Holm 法对 %2 次比较校正</translation>
    </message>
    <message numerus="yes">
        <source>%n seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below p = %1 with them, so run at least %2.</source>
        <translation>
            <numerusform>%n 个种子太少，不能在 5 % 水平上得出结论：此时符号翻转检验的 p 不可能低于 %1，请至少运行 %2 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Training took %1 %4 and %2 %5: practically the same.</source>
        <extracomment>%4 and %5 are &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>%4的训练用时 %1，%5的用时 %2：几乎相同。</translation>
    </message>
    <message>
        <source>Training took %1 %4 and %2 %5: **%3 %** longer.</source>
        <translation>%4的训练用时 %1，%5的用时 %2：延长 **%3 %**。</translation>
    </message>
    <message>
        <source>Training took %1 %4 and %2 %5: **%3 %** shorter.</source>
        <translation>%4的训练用时 %1，%5的用时 %2：缩短 **%3 %**。</translation>
    </message>
    <message>
        <source>%1 % test accuracy was reached after %2 iterations %5 and %3 %6.</source>
        <extracomment>%5 and %6 are &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>达到 %1 % 的测试准确率，%5用了 %2 次迭代，%6用了 %3 次。</translation>
    </message>
    <message>
        <source>The network %3 has **%1** learned parameters, the one %4 %2.</source>
        <extracomment>%3 and %4 are &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>%3的网络有 **%1** 个可学习参数，%4的网络有 %2 个。</translation>
    </message>
    <message>
        <source>The final test accuracy is on average **%1** %4 and **%2** %5: %3.</source>
        <extracomment>%4 and %5 are &quot;with layer norm&quot; and &quot;without BN&quot;</extracomment>
        <translation>最终测试准确率平均为：%4 **%1**，%5 **%2**，差 %3。</translation>
    </message>
    <message>
        <source>The final test accuracy is **%1** %4 and **%2** %5: %3.</source>
        <translation>最终测试准确率：%4 **%1**，%5 **%2**，差 %3。</translation>
    </message>
    <message>
        <source>At a learning rate of %1, **%2** of the runs %5 and **%3** of those %6 diverged, of %4 pairs.</source>
        <translation>学习率为 %1 时，%4 对中%5的运行发散 **%2** 次，%6的发散 **%3** 次。</translation>
    </message>
    <message>
        <source>Seed %1: both err on %2 digits, only the network %6 on %3, only the one %7 on %4. These two networks differ on these digits by more than chance (McNemar&apos;s exact test, %5).</source>
        <translation>种子 %1：双方都错 %2 个数字，只有%6的网络错 %3 个，只有%7的网络错 %4 个。这两个网络在这些数字上的差别超出偶然（McNemar 精确检验，%5）。</translation>
    </message>
    <message>
        <source>Seed %1: both err on %2 digits, only the network %6 on %3, only the one %7 on %4. That is not distinguishable from chance (McNemar&apos;s exact test, %5).</source>
        <translation>种子 %1：双方都错 %2 个数字，只有%6的网络错 %3 个，只有%7的网络错 %4 个。这与偶然无法区分（McNemar 精确检验，%5）。</translation>
    </message>
</context>
<context>
    <name>ReportInside</name>
    <message>
        <source>Inside the networks</source>
        <translation>网络内部</translation>
    </message>
    <message>
        <source>Instruments looked into the networks while they trained, off the clock and without changing anything. Each question below has a verdict that follows from the numbers by fixed rules.</source>
        <translation>仪器在训练时观察网络内部，不计入训练时间，也不改变任何东西。下面每个问题都有一个按固定规则由数字得出的结论。</translation>
    </message>
    <message>
        <source>What follows is of seed %1.</source>
        <translation>以下是种子 %1 的结果。</translation>
    </message>
</context>
<context>
    <name>ReportMethod</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Does a network learn faster, or better, when the inputs of its activations are normalized over each mini-batch, and what does that cost? The answer is looked for in four aspects: training time, convergence, number of parameters and accuracy.</source>
        <translation>如果在每个小批量上对激活函数的输入作归一化，网络会学得更快或更好吗？代价是什么？答案从四个方面寻找：训练时间、收敛、参数数量和准确率。</translation>
    </message>
    <message>
        <source>The runs compared are *twins*: one with batch normalization (BN), one without. Twins have the same initial weights in every layer that they share, get the same mini-batches in the same order, and are trained in turn, step by step, on the same machine. They have the same hyperparameters, too, and differ in batch normalization and in nothing else.</source>
        <translation>所比较的是**孪生网络**：一个有批归一化（BN），一个没有。双方共有各层的初始权重相同，以相同的顺序得到相同的小批量，在同一台机器上一步一步轮流训练；超参数也相同，只在批归一化上不同。</translation>
    </message>
    <message>
        <source>In this report there is no pair of runs with and without batch normalization, so nothing can be compared; it shows what was recorded.</source>
        <translation>本报告中没有成对的有、无批归一化的运行，因此不能比较；只显示所记录的内容。</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>A hidden layer $y = \sigma(Wx + b)$ becomes $y = \sigma(\text{BN}(Wx + b))$ %1. In training, the values $x_1, \ldots, x_m$ that a channel takes over a mini-batch (in convolutional layers at all positions of the image) are brought to mean 0 and variance 1, then scaled and shifted:</source>
        <translation>隐藏层 $y = \sigma(Wx + b)$ 变为 $y = \sigma(\text{BN}(Wx + b))$ %1。训练时，一个通道在小批量上（卷积层则在图像的所有位置上）取得的数值 $x_1, \ldots, x_m$ 先变为均值 0、方差 1，再缩放和平移：</translation>
    </message>
    <message>
        <source>The constant $\varepsilon$ (here %1) keeps the root away from zero. $\gamma$ and $\beta$, one of each for a channel, are learned like weights, so that the layer can still represent what it could represent before; they start at 1 and 0.</source>
        <translation>常数 $\varepsilon$（这里为 %1）使根号下的数不为零。每个通道各有一个 $\gamma$ 和 $\beta$，像权重一样学习，使该层仍能表示原来所能表示的；它们从 1 和 0 开始。</translation>
    </message>
    <message>
        <source>A sample that is classified alone has no mini-batch. Training therefore keeps running estimates of mean and variance, which evaluation uses in place of the batch&apos;s:</source>
        <translation>单独分类的样本没有小批量。因此训练时保留均值和方差的滑动估计，评估时用它们代替小批量的统计量：</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>The momentum is %1 here, as the weight of the past; PyTorch&apos;s parameter of the same name is 1 minus this. The variance that is accumulated is the batch&apos;s own, divided by $m$.</source>
        <translation>这里的动量为 %1，是过去所占的权重；PyTorch 的同名参数为 1 减去它。累积的方差是小批量自身的方差，除以 $m$。</translation>
    </message>
    <message>
        <source>*Why* it should help is disputed. Ioffe and Szegedy motivate it by *internal covariate shift*: while a network trains, the inputs of each layer change their distribution because the layers before it change, and normalization is meant to reduce that %1. Santurkar et al. find little connection between the two: in their experiments batch normalization does not reduce the shift where it helps, and they hold a smoother loss surface responsible instead %2. Losses and accuracies, which is what this report has, cannot decide between the two.</source>
        <translation>它**为什么**有帮助尚有争议。Ioffe 和 Szegedy 的动机是**内部协变量偏移**：网络训练时，由于前面各层在变，每一层输入的分布也在变，归一化意在减小这种偏移 %1。Santurkar 等人则发现两者关系不大：在他们的实验中，批归一化有帮助时并未减小这种偏移，他们认为原因在于更平滑的损失曲面 %2。本报告所有的只是损失和准确率，无法在两者之间作出判断。</translation>
    </message>
    <message>
        <source>The runs compared are variants of one network: %1. They have the same initial weights in every layer that they share, get the same mini-batches in the same order, and are trained in turn, step by step, on the same machine. They have the same hyperparameters, too, and differ in what stands in the place of batch normalization and in nothing else. Each is compared with the one without normalization, or with the last where there is none without.</source>
        <extracomment>%1 is a list such as &quot;with BN, with layer norm and without BN&quot;</extracomment>
        <translation>所比较的是同一网络的各个变体：%1。它们共有各层的初始权重相同，以相同的顺序得到相同的小批量，在同一台机器上一步一步轮流训练；超参数也相同，只在批归一化的位置上有所不同。每个变体都与无归一化的变体比较；没有这样的变体时，与最后一个比较。</translation>
    </message>
</context>
<context>
    <name>ReportMistakes</name>
    <message>
        <source>Test digits by who gets them wrong, and the exact two-sided McNemar test of each seed. A small p says that the two networks of this seed differ; it says nothing about other seeds.</source>
        <translation>按由谁判错来分的测试数字，以及每个种子的精确双侧 McNemar 检验。p 小说明该种子的两个网络不同；对其他种子不作任何说明。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>双方都错</translation>
    </message>
    <message>
        <source>none wrong</source>
        <translation>都不错</translation>
    </message>
    <message>
        <source>McNemar p</source>
        <translation>McNemar p</translation>
    </message>
    <message>
        <source>What the networks get wrong</source>
        <translation>网络错在哪里</translation>
    </message>
    <message>
        <source>There are no recorded answers of a finished run, so there is nothing to be shown here.</source>
        <translation>没有已完成运行的答案记录，因此这里没有可展示的内容。</translation>
    </message>
    <message>
        <source>All networks are tested on the same digits, so what counts are the digits on which exactly one of two errs (McNemar&apos;s test %1).</source>
        <translation>所有网络都在相同的数字上测试，因此要看的是两者中恰有一方出错的数字（McNemar 检验 %1）。</translation>
    </message>
    <message>
        <source>Misclassified digits cannot be shown, because the images of the test set are not at hand (see the note above).</source>
        <translation>无法展示错分的数字，因为测试集的图像不在手边（见上面的说明）。</translation>
    </message>
    <message>
        <source>only %1</source>
        <extracomment>A column: %1 is &quot;with BN&quot;</extracomment>
        <translation>仅%1的错</translation>
    </message>
    <message>
        <source>only the variant</source>
        <translation>仅变体的错</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
</context>
<context>
    <name>ReportNames</name>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>CNN</source>
        <translation>CNN</translation>
    </message>
    <message>
        <source>mini ResNet</source>
        <translation>小型 ResNet</translation>
    </message>
    <message>
        <source>Normscope&apos;s drawn digits (%1)</source>
        <translation>Normscope 绘制的数字（%1）</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>The last two names of a list</extracomment>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>a network of one&apos;s own</source>
        <translation>自定义网络</translation>
    </message>
</context>
<context>
    <name>ReportNetwork</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The size of the images is not known, so the network&apos;s layers cannot be listed.</source>
        <translation>图像大小未知，因此无法列出网络的各层。</translation>
    </message>
    <message>
        <source>The mini ResNet is built of basic blocks, whose input is added to their output %1.</source>
        <translation>小型 ResNet 由基本残差块组成，块的输入加到其输出上 %1。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>γ and β</source>
        <translation>γ 和 β</translation>
    </message>
    <message>
        <source>all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Layers of the network with batch normalization, in the order in which they run, with their numbers of learned parameters. The twin without it lacks the BatchNorm rows and is otherwise the same. %1</source>
        <translation>有批归一化的网络的各层（按运行顺序）及其可学习参数的数目。无批归一化的孪生网络没有 BatchNorm 各行，其余相同。%1</translation>
    </message>
    <message>
        <source>Layers of the network as it is with batch normalization, in the order in which they run, with their numbers of learned parameters. %1</source>
        <translation>有批归一化时网络的各层（按运行顺序）及其可学习参数的数目。%1</translation>
    </message>
    <message>
        <source>Layers without parameters are not listed.</source>
        <translation>没有参数的层未列出。</translation>
    </message>
    <message>
        <source>It has %1 layers, too many to be listed here.</source>
        <translation>网络有 %1 层，过多而不在此列出。</translation>
    </message>
    <message>
        <source>Layers of the network that the variants are made of, with batch normalization, in the order in which they run, with their numbers of learned parameters. %1</source>
        <translation>构成各变体的网络（有批归一化）的各层（按运行顺序）及其可学习参数的数目。%1</translation>
    </message>
    <message>
        <source>Layers of the network, in the order in which they run, with their numbers of learned parameters. %1</source>
        <translation>网络的各层（按运行顺序）及其可学习参数的数目。%1</translation>
    </message>
</context>
<context>
    <name>ReportNotices</name>
    <message>
        <source>Seed %1, %2</source>
        <translation>种子 %1，%2</translation>
    </message>
    <message>
        <source>%1: the run diverged. The loss of iteration %2 is no finite number.</source>
        <translation>%1：运行发散，第 %2 次迭代的损失不是有限数。</translation>
    </message>
    <message>
        <source>%1: the run was stopped before its end, after %2 iterations.</source>
        <translation>%1：运行在结束前被停止，共 %2 次迭代。</translation>
    </message>
    <message>
        <source>%1: the run failed after %2 iterations.</source>
        <translation>%1：运行在 %2 次迭代后失败。</translation>
    </message>
    <message>
        <source>%1: the run failed after %2 iterations: %3</source>
        <translation>%1：运行在 %2 次迭代后失败：%3</translation>
    </message>
    <message>
        <source>%1: the run is not over; it is still going on or was cut off. So far it has %2 iterations.</source>
        <translation>%1：运行没有结束，仍在进行或已中断；目前有 %2 次迭代。</translation>
    </message>
    <message>
        <source>Seed %1: there is no run of it in the folder.</source>
        <translation>种子 %1：文件夹中没有它的运行。</translation>
    </message>
    <message>
        <source>%1: there is no such run in the folder.</source>
        <translation>%1：文件夹中没有这一运行。</translation>
    </message>
    <message>
        <source>The data set %1 was not found. All numbers are from the recorded runs; the digits themselves cannot be shown.</source>
        <translation>没有找到数据集 %1。所有数字都来自所记录的运行；无法显示数字图像。</translation>
    </message>
    <message>
        <source>The data set %1 is not the one that the runs were trained on: its SHA-256 differs. All numbers are from the recorded runs; digits are not shown.</source>
        <translation>数据集 %1 不是训练所用的数据集：SHA-256 不同。所有数字都来自所记录的运行；不显示数字图像。</translation>
    </message>
    <message>
        <source>The data set %1 cannot be read, so digits are not shown: %2</source>
        <translation>无法读取数据集 %1，因此不显示数字图像：%2</translation>
    </message>
    <message>
        <source>%1: the answers of the run cannot be read, so confusion and McNemar&apos;s test leave it out: %2</source>
        <translation>%1：无法读取该运行的预测，因此混淆矩阵和 McNemar 检验不含它：%2</translation>
    </message>
    <message>
        <source>Read this first</source>
        <translation>请先阅读</translation>
    </message>
    <message>
        <source>To be kept in mind here</source>
        <translation>此处请注意</translation>
    </message>
    <message>
        <source>%1: the run diverged. The gradient of iteration %2 is no finite number.</source>
        <translation>%1：运行已发散。第 %2 次迭代的梯度不是有限的数。</translation>
    </message>
    <message>
        <source>%1: the tables of the run hold %2 epochs, its settings say %3: results are missing, or settings were changed.</source>
        <translation>%1：该运行的表格有 %2 轮，而设置为 %3 轮：结果有缺失，或设置被改动过。</translation>
    </message>
    <message>
        <source>%1: the tables of the run hold %2 iterations, its summary counts %3: results are missing.</source>
        <translation>%1：该运行的表格有 %2 次迭代，而摘要记录 %3 次：结果有缺失。</translation>
    </message>
</context>
<context>
    <name>ReportReproduction</name>
    <message>
        <source>How to reproduce</source>
        <translation>如何重现</translation>
    </message>
    <message>
        <source>These commands train everything again and write this report anew:</source>
        <translation>以下命令重新训练全部内容，并重新写出本报告：</translation>
    </message>
    <message>
        <source>With the same version of the program and its libraries, on the same machine and with the same number of threads, all figures come out the same to the bit, except times. Elsewhere sums may be rounded in another order, and small differences grow over a training. The settings are also in `experiment.json`, which `--config` takes.</source>
        <translation>程序和库的版本、机器和线程数都相同时，除时间外所有数值逐位相同。在别处，求和的舍入次序可能不同，微小的差别会在训练中增大。设置也在 `experiment.json` 中，可用 `--config` 读取。</translation>
    </message>
</context>
<context>
    <name>ReportResults</name>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>种子数</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>达到</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未达到</translation>
    </message>
    <message>
        <source>What was recorded of each run.</source>
        <translation>各运行所记录的内容。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>Best test accuracy</source>
        <translation>最佳测试准确率</translation>
    </message>
    <message>
        <source>Mean ± standard deviation over the seeds in which both twins have a value; their number is in the last column.</source>
        <translation>为双方都有数值的种子的均值 ± 标准差；种子数见最后一列。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>mean difference</source>
        <translation>平均差</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>$d_z$</source>
        <translation>$d_z$</translation>
    </message>
    <message>
        <source>sign-flip p</source>
        <translation>符号翻转 p</translation>
    </message>
    <message>
        <source>t test p</source>
        <translation>t 检验 p</translation>
    </message>
    <message>
        <source>Statistics over seeds</source>
        <translation>各种子的统计</translation>
    </message>
    <message>
        <source>Twins of one seed form a pair, and the differences within pairs are what is tested. The sign-flip test %1 asks how often a mean difference as large would come about if in each pair it were chance which twin is which; it counts all ways to flip the signs and assumes no distribution. The interval and the t test %2 assume that the differences are normally distributed and stand beside it for reference. $d_z$ is the mean difference in standard deviations of the differences %3. All tests are two-sided.</source>
        <translation>同一种子的孪生网络成为一对，检验的是对内的差。符号翻转检验 %1 问的是：假如每一对中谁有 BN 纯属偶然，这样大的平均差会有多常见；它计入所有翻转符号的方式，不假设任何分布。置信区间和 t 检验 %2 假设差服从正态分布，列出以供参考。$d_z$ 是以差的标准差为单位的平均差 %3。所有检验都是双侧的。</translation>
    </message>
    <message>
        <source>Of the final test accuracy: %1</source>
        <translation>关于最终测试准确率：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are left out of all comparisons, because one of their runs did not reach its end.</source>
        <translation>
            <numerusform>有 %n 对不参与任何比较，因为其中有运行没有到达终点。</numerusform>
        </translation>
    </message>
    <message>
        <source>Loss at every iteration</source>
        <translation>每次迭代的损失</translation>
    </message>
    <message>
        <source>The loss is the mean cross entropy of the mini-batch before its update.</source>
        <translation>损失是小批量在参数更新之前的平均交叉熵。</translation>
    </message>
    <message>
        <source>No iteration was recorded.</source>
        <translation>没有记录任何迭代。</translation>
    </message>
    <message>
        <source>No pair of runs reached its end, so nothing is compared.</source>
        <translation>没有一对运行到达终点，因此不作比较。</translation>
    </message>
    <message>
        <source>There is no pair of runs, so nothing is compared.</source>
        <translation>没有成对的运行，因此不作比较。</translation>
    </message>
    <message>
        <source>Convergence</source>
        <translation>收敛</translation>
    </message>
    <message>
        <source>When the accuracy on at most 2,000 fixed test samples first reached a level, and the training loss on the way, as the mean of the %1 iterations up to each.</source>
        <translation>在至多 2,000 个固定测试样本上的准确率何时首次达到某一水平，以及途中的训练损失（到该次迭代为止 %1 次迭代的均值）。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>A bias before batch normalization has no effect, since the mean of the batch is subtracted right after; it is kept so that the networks share all their other layers.</source>
        <translation>批归一化之前的偏置不起作用，因为随后就减去批的均值；保留它是为了让各网络的其余各层都相同。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Accuracy on the test set.</source>
        <translation>测试集上的准确率。</translation>
    </message>
    <message>
        <source>Final test accuracy pair by pair.</source>
        <translation>逐对列出的最终测试准确率。</translation>
    </message>
    <message>
        <source>Mean ± standard deviation over the seeds in which a variant and the reference both have a value; the least of their numbers is in the last column.</source>
        <translation>为变体与参照都有数值的种子的均值 ± 标准差；最后一列为其中最小的种子数。</translation>
    </message>
    <message>
        <source>Holm&apos;s p</source>
        <translation>Holm p</translation>
    </message>
    <message>
        <source>Differences (%1) within pairs.</source>
        <extracomment>%1 is &quot;BN − no BN&quot;</extracomment>
        <translation>对内的差（%1）。</translation>
    </message>
    <message>
        <source>A pair is a variant and the reference here. Since several variants are asked the same question, Holm&apos;s p corrects the sign-flip test of each measure for that; conclusions rest on it.</source>
        <translation>这里的一对是一个变体与参照。由于对多个变体提出同一问题，Holm p 对每项指标的符号翻转检验作相应校正；结论以它为准。</translation>
    </message>
    <message>
        <source>Of the final test accuracy, %1: %2</source>
        <extracomment>%1 is &quot;layer norm − no BN&quot;, %2 a sentence</extracomment>
        <translation>关于最终测试准确率，%1：%2</translation>
    </message>
    <message>
        <source>Numbers of parameters and buffers of each variant.</source>
        <translation>各变体的参数和缓冲量的数目。</translation>
    </message>
    <message>
        <source>They are not corrected for being several.</source>
        <translation>未作多重比较校正。</translation>
    </message>
    <message>
        <source>Time of the training steps alone: no evaluation, no drawing, no disk. Where each network trained with one thread, the processor&apos;s time in them is compared, which a busy machine does not change.</source>
        <translation>仅为训练步骤的时间：不含评估、绘图和磁盘。每个网络都用一个线程训练时，比较的是这些步骤的处理器时间，它不受机器忙闲的影响。</translation>
    </message>
</context>
<context>
    <name>ReportSetup</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>SHA-256 of its content (beginning)</source>
        <translation>内容的 SHA-256（开头）</translation>
    </message>
    <message>
        <source>Tested on</source>
        <translation>测试所用</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>Mean of the training pixels</source>
        <translation>训练像素的均值</translation>
    </message>
    <message>
        <source>Their standard deviation</source>
        <translation>训练像素的标准差</translation>
    </message>
    <message>
        <source>A pixel of value $x$ enters the network as (x / 255 − mean) / standard deviation, with both taken over the training images. %1</source>
        <translation>值为 $x$ 的像素以 (x / 255 − 均值) / 标准差 输入网络，均值和标准差取自训练图像。%1</translation>
    </message>
    <message>
        <source>What the networks were trained and tested on.</source>
        <translation>网络训练和测试所用的数据。</translation>
    </message>
    <message>
        <source>Data that differ between the experiments.</source>
        <translation>各实验不同的数据。</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The networks are trained by stochastic gradient descent as in PyTorch&apos;s `torch.optim.SGD`, with cross entropy on the logits as loss and PyTorch&apos;s default initialization.</source>
        <translation>网络用随机梯度下降训练，与 PyTorch 的 `torch.optim.SGD` 相同；损失为 logits 上的交叉熵，初始化为 PyTorch 的默认方式。</translation>
    </message>
    <message>
        <source>Settings that all experiments have in common.</source>
        <translation>所有实验共同的设置。</translation>
    </message>
    <message>
        <source>Settings, with the option of the command line.</source>
        <translation>设置，附命令行选项。</translation>
    </message>
    <message>
        <source>Settings in which the experiments differ.</source>
        <translation>各实验不同的设置。</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Normscope</source>
        <translation>Normscope</translation>
    </message>
    <message>
        <source>LibTorch</source>
        <translation>LibTorch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>BLAS</source>
        <translation>BLAS</translation>
    </message>
    <message>
        <source>Instructions of the BN kernels</source>
        <translation>BN 内核的指令集</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>编译器</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>There is no record of the machine (`environment.json`) in the folder.</source>
        <translation>文件夹中没有机器的记录（`environment.json`）。</translation>
    </message>
    <message>
        <source>The machine and the libraries that the runs were made with.</source>
        <translation>运行所用的机器和库。</translation>
    </message>
    <message>
        <source>Machines and libraries that differ; times of different machines are not comparable.</source>
        <translation>不同的机器和库；不同机器的时间不可比较。</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>实验设置</translation>
    </message>
    <message>
        <source>Instructions of LibTorch&apos;s kernels</source>
        <translation>LibTorch 内核的指令集</translation>
    </message>
    <message>
        <source>%1 pixels</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>%1 pixels of %2 channels</source>
        <translation>%1 像素，%2 个通道</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The handwritten digits are those of MNIST %1.</source>
        <translation>手写数字来自 MNIST %1。</translation>
    </message>
</context>
<context>
    <name>ReportSummary</name>
    <message>
        <source>In short</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Divergence.</source>
        <translation>发散。</translation>
    </message>
    <message>
        <source>Training time.</source>
        <translation>训练时间。</translation>
    </message>
    <message>
        <source>Convergence.</source>
        <translation>收敛。</translation>
    </message>
    <message>
        <source>Parameters.</source>
        <translation>参数。</translation>
    </message>
    <message>
        <source>Accuracy.</source>
        <translation>准确率。</translation>
    </message>
    <message>
        <source>:</source>
        <comment>after a name</comment>
        <translation>：</translation>
    </message>
    <message>
        <source>No pair of runs reached its end, so nothing can be compared.</source>
        <translation>没有一对运行到达终点，因此无法比较。</translation>
    </message>
</context>
<context>
    <name>ReportTables</name>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>en</source>
        <extracomment>The language of this translation, as in HTML&apos;s lang: &quot;zh-CN&quot;</extracomment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>Figure %1</source>
        <translation>图 %1</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>表 %1</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Expected before training:</source>
        <translation>训练前的预期：</translation>
    </message>
    <message>
        <source>Expected before training, %1:</source>
        <translation>训练前的预期，%1：</translation>
    </message>
    <message>
        <source>Notes:</source>
        <translation>备注：</translation>
    </message>
    <message>
        <source>Notes, %1:</source>
        <translation>备注，%1：</translation>
    </message>
</context>
<context>
    <name>ResumeTexts</name>
    <message>
        <source>No experiment is shown that could be resumed</source>
        <translation>没有显示可以恢复训练的实验</translation>
    </message>
    <message>
        <source>This experiment is being trained</source>
        <translation>此实验正在训练</translation>
    </message>
    <message>
        <source>This experiment waits in the queue to be resumed</source>
        <translation>此实验正在队列中等待恢复训练</translation>
    </message>
    <message>
        <source>All runs of this experiment have ended: nothing is left to train</source>
        <translation>此实验的所有运行都已结束：没有可继续训练的内容</translation>
    </message>
    <message>
        <source>This experiment was never begun: its folder holds nothing to go on with</source>
        <translation>此实验从未开始：其文件夹中没有可以继续的内容</translation>
    </message>
</context>
<context>
    <name>RunFactsTexts</name>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>training elsewhere</source>
        <translation>在别处训练</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>RunGroupTexts</name>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>First tag</source>
        <translation>第一个标签</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>A month of a year, as Qt writes dates: &quot;November 2026&quot;</extracomment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>无标签</translation>
    </message>
</context>
<context>
    <name>RunQueryTexts</name>
    <message>
        <source>After “%1%2” something to compare with is missing.</source>
        <translation>“%1%2”之后缺少用来比较的值。</translation>
    </message>
    <message>
        <source>There is nothing called “%1” to compare.</source>
        <translation>没有名为“%1”的可比较项。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是不是想写“%1”？</translation>
    </message>
    <message>
        <source>“is:” takes starred, pinned or shown.</source>
        <translation>“is:”可取 starred、pinned 或 shown。</translation>
    </message>
    <message>
        <source>“%1” is no number: decimals have a point, as in 0.1.</source>
        <translation>“%1”不是数：小数点用 . 表示，如 0.1。</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>“%1”不是数。</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>A run in a legend: %1 is &quot;BN, seed 2&quot;, %2 what tells its experiment from the others</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <extracomment>A difference in a legend: %1 is &quot;BN − no BN&quot;
----------
A run: %1 is a variant such as &quot;BN&quot;</extracomment>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>title</comment>
        <extracomment>What people call an experiment, and what tells it from the others</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, all seeds</source>
        <extracomment>Runs of all seeds: %1 is &quot;BN&quot;</extracomment>
        <translation>%1，所有种子</translation>
    </message>
</context>
<context>
    <name>SettingValues</name>
    <message>
        <source>on</source>
        <extracomment>A switch of the settings</extracomment>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>ShownTexts</name>
    <message>
        <source>“%1”</source>
        <extracomment>A field of the window, in a sentence</extracomment>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>TableTexts</name>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet (*.csv)</source>
        <translation>CSV，供电子表格使用 (*.csv)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>LaTeX (*.tex)</source>
        <translation>LaTeX (*.tex)</translation>
    </message>
</context>
<context>
    <name>ValueTexts</name>
    <message>
        <source>%1 ± %2</source>
        <extracomment>A mean and its standard deviation</extracomment>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Seconds</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <extracomment>Percentage points</extracomment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 billion</source>
        <translation>%1 × 10⁹</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 × 10⁶</translation>
    </message>
</context>
<context>
    <name>VariantTexts</name>
    <message>
        <source>BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>with BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>With batch normalization</source>
        <translation>有批归一化</translation>
    </message>
    <message>
        <source>no BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>without BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>Without batch normalization</source>
        <translation>无批归一化</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>with layer norm</source>
        <translation>有层归一化</translation>
    </message>
    <message>
        <source>With layer normalization</source>
        <translation>有层归一化</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <source>with group norm</source>
        <translation>有组归一化</translation>
    </message>
    <message>
        <source>With group normalization</source>
        <translation>有组归一化</translation>
    </message>
    <message>
        <source>BN after</source>
        <translation>BN 在后</translation>
    </message>
    <message>
        <source>with BN after the activation</source>
        <translation>BN 在激活之后</translation>
    </message>
    <message>
        <source>With BN after the activation</source>
        <translation>BN 在激活之后</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <extracomment>A difference: %1 and %2 are variants such as &quot;BN&quot; and &quot;no BN&quot;</extracomment>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>noisy BN</source>
        <translation>带噪声的 BN</translation>
    </message>
    <message>
        <source>with noisy BN</source>
        <translation>带噪声的 BN</translation>
    </message>
    <message>
        <source>With noisy batch normalization</source>
        <translation>带噪声的批量归一化</translation>
    </message>
</context>
<context>
    <name>normscope::Message</name>
    <message>
        <source>{}: cannot be read: {}</source>
        <translation>{}：无法读取：{}</translation>
    </message>
    <message>
        <source>{}: is larger than {} bytes, the most that is expected here</source>
        <translation>{}：大于 {} 字节，即此处允许的上限</translation>
    </message>
    <message>
        <source>{}: cannot be written: {}</source>
        <translation>{}：无法写入：{}</translation>
    </message>
    <message>
        <source>{}: cannot be made: {}</source>
        <translation>{}：无法创建：{}</translation>
    </message>
    <message>
        <source>{}: cannot be read: there is not enough memory for it</source>
        <translation>{}：无法读取：内存不足</translation>
    </message>
    <message>
        <source>{}: is a link, which is not followed</source>
        <translation>{}：是链接，不予跟随</translation>
    </message>
    <message>
        <source>{}: cannot be opened: {}</source>
        <translation>{}：无法打开：{}</translation>
    </message>
    <message>
        <source>{}: another Normscope is training into it; wait for that one to end, or choose another folder</source>
        <translation>{}：另一个 Normscope 正在其中训练；请等它结束，或选择其他文件夹</translation>
    </message>
    <message>
        <source>has the key &quot;{}&quot; twice</source>
        <translation>键 &quot;{}&quot; 出现两次</translation>
    </message>
    <message>
        <source>has more than {} keys in an object</source>
        <translation>有对象的键超过 {} 个</translation>
    </message>
    <message>
        <source>has more than {} values</source>
        <translation>含有的值超过 {} 个</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}：{}</translation>
    </message>
    <message>
        <source>is nested deeper than {} levels</source>
        <translation>嵌套超过 {} 层</translation>
    </message>
    <message>
        <source>holds {} where a JSON object is expected</source>
        <translation>内容为 {}，应为 JSON 对象</translation>
    </message>
    <message>
        <source>is not valid JSON at byte {}</source>
        <translation>在第 {} 字节处不是有效的 JSON</translation>
    </message>
    <message>
        <source>is not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>{}: there is not enough memory to read it</source>
        <translation>{}：内存不足，无法读取</translation>
    </message>
    <message>
        <source>--log-level: &apos;{}&apos; is none of {}</source>
        <translation>--log-level：“{}”不是 {} 之一</translation>
    </message>
    <message>
        <source>{}: cannot be written: is no file</source>
        <translation>{}：无法写入：不是文件</translation>
    </message>
    <message>
        <source>&apos;{}&apos; is out of range for a whole number</source>
        <translation>“{}”超出整数的范围</translation>
    </message>
    <message>
        <source>&apos;{}&apos; is out of range for a number</source>
        <translation>“{}”超出数的范围</translation>
    </message>
    <message>
        <source>&apos;{}&apos; is not a whole number</source>
        <translation>“{}”不是整数</translation>
    </message>
    <message>
        <source>&apos;{}&apos; is not a number</source>
        <translation>“{}”不是数</translation>
    </message>
    <message>
        <source>{}: found &quot;{}&quot; as the number of training images, expected a whole number from 1 to {}</source>
        <translation>{}：训练图像数为 &quot;{}&quot;，应为从 1 到 {} 的整数</translation>
    </message>
    <message>
        <source>{}: the dataset was not found</source>
        <translation>{}：没有找到数据集</translation>
    </message>
    <message>
        <source>{}: the dataset was not found at {}</source>
        <translation>{}：没有在以下位置找到数据集：{}</translation>
    </message>
    <message>
        <source>normscope/datasets/{} in a folder that XDG_DATA_HOME is set to</source>
        <translation>XDG_DATA_HOME 所设文件夹中的 normscope/datasets/{}</translation>
    </message>
    <message>
        <source>{}: cannot be looked at ({})</source>
        <translation>{}：无法查看（{}）</translation>
    </message>
    <message>
        <source>&quot;{}&quot;: is neither a known dataset ({}, builtin:N) nor a folder</source>
        <translation>&quot;{}&quot;：既不是已知数据集（{}, builtin:N），也不是文件夹</translation>
    </message>
    <message>
        <source>{}: not enough memory for the dataset</source>
        <translation>{}：内存不足，放不下数据集</translation>
    </message>
    <message>
        <source>{}: cannot be loaded ({})</source>
        <translation>{}：无法加载（{}）</translation>
    </message>
    <message>
        <source>{}: libcrypto on this machine computes no MD5 (FIPS mode?)</source>
        <translation>{}：本机的 libcrypto 不能计算 MD5（FIPS 模式？）</translation>
    </message>
    <message>
        <source>{} and {}: which of the two the labels belong to is not said, so leave one of them in the folder</source>
        <translation>{} 与 {}：无法判断标签属于哪一个，请在文件夹中只保留其一</translation>
    </message>
    <message>
        <source>{}: at offset 8 found images of {} x {} x {}, expected 1 or 3 (the channels) as the first or the last of these extents</source>
        <translation>{}：在偏移 8 处发现 {} x {} x {} 的图像，其中第一维或最后一维应为 1 或 3（通道数）</translation>
    </message>
    <message>
        <source>{}: at offset 4 found {} images, expected as many as the {} labels in {}</source>
        <translation>{0}：在偏移 4 处发现 {1} 幅图像，应与 {3} 中的 {2} 个标签一样多</translation>
    </message>
    <message>
        <source>{}: there is no such folder</source>
        <translation>{}：没有这个文件夹</translation>
    </message>
    <message>
        <source>{}: is a file, expected a folder that holds four IDX files</source>
        <translation>{}：是文件，应为含四个 IDX 文件的文件夹</translation>
    </message>
    <message>
        <source>{} (at most {} classes)</source>
        <translation>{}（最多 {} 类）</translation>
    </message>
    <message>
        <source>{}: at offset 8 found images of {} pixels, expected {} as in {}</source>
        <translation>{}：在偏移 8 处发现 {} 像素的图像，应为 {}，与 {} 相同</translation>
    </message>
    <message>
        <source>{}: not enough memory to read it</source>
        <translation>{}：内存不足，无法读取</translation>
    </message>
    <message>
        <source>{}: cannot be read ({})</source>
        <translation>{}：无法读取（{}）</translation>
    </message>
    <message>
        <source>{}: at byte {} of the file found something else behind the gzip stream, expected the end of the file</source>
        <translation>{}：在文件的第 {} 字节处、gzip 流之后发现其他内容，应为文件结尾</translation>
    </message>
    <message>
        <source>{}: zlib cannot begin the next gzip member</source>
        <translation>{}：zlib 无法开始下一个 gzip 成员</translation>
    </message>
    <message>
        <source>{}: the gzip stream is cut off, at byte {} of the file found its end, expected more after {} unpacked bytes</source>
        <translation>{}：gzip 流被截断，在文件的第 {} 字节处到了结尾，解压出 {} 字节之后应还有内容</translation>
    </message>
    <message>
        <source>{}: not enough memory to unpack it</source>
        <translation>{}：内存不足，无法解压</translation>
    </message>
    <message>
        <source>{}: the gzip stream is damaged, at byte {} of the file found an error ({}), expected a stream that matches its check sum</source>
        <translation>{}：gzip 流已损坏，在文件的第 {} 字节处发现错误（{}），应为与校验和相符的流</translation>
    </message>
    <message>
        <source>{}: cannot be opened ({})</source>
        <translation>{}：无法打开（{}）</translation>
    </message>
    <message>
        <source>{}: is a folder, expected a file</source>
        <translation>{}：是文件夹，应为文件</translation>
    </message>
    <message>
        <source>{}: is a device or a pipe, expected a regular file</source>
        <translation>{}：是设备或管道，应为普通文件</translation>
    </message>
    <message>
        <source>{}: not enough memory to open it</source>
        <translation>{}：内存不足，无法打开</translation>
    </message>
    <message>
        <source>1 dimension</source>
        <translation>1 维</translation>
    </message>
    <message>
        <source>{} dimensions</source>
        <translation>{} 维</translation>
    </message>
    <message>
        <source>number of images</source>
        <translation>图像数</translation>
    </message>
    <message>
        <source>number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>number of columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>number of labels</source>
        <translation>标签数</translation>
    </message>
    <message>
        <source>extent {} of {}</source>
        <translation>第 {} 维（共 {} 维）的大小</translation>
    </message>
    <message>
        <source>{}: at offset {} found {}, expected {}</source>
        <translation>{}：在偏移 {} 处发现{}，应为{}</translation>
    </message>
    <message>
        <source>the end of the content</source>
        <translation>内容结尾</translation>
    </message>
    <message>
        <source>the 4 bytes of the magic number {} from offset 0 on</source>
        <translation>从偏移 0 起 4 字节的魔数 {}</translation>
    </message>
    <message>
        <source>the magic number {}</source>
        <translation>魔数 {}</translation>
    </message>
    <message>
        <source>{} (unsigned bytes, {})</source>
        <translation>魔数 {}（无符号字节，{}）</translation>
    </message>
    <message>
        <source>a header of {} bytes ({})</source>
        <translation>共 {} 字节的文件头（{}）</translation>
    </message>
    <message>
        <source>{} as the {}</source>
        <translation>{1}为 {0}</translation>
    </message>
    <message>
        <source>at least 1</source>
        <translation>不小于 1 的数</translation>
    </message>
    <message>
        <source>1 to {}</source>
        <translation>从 1 到 {} 的数</translation>
    </message>
    <message>
        <source>extents whose product fits into 64 bits</source>
        <translation>乘积不超过 64 位的各维大小</translation>
    </message>
    <message>
        <source>the extents {}, which make {} bytes with the header</source>
        <translation>大小 {}（连同文件头共 {} 字节）</translation>
    </message>
    <message>
        <source>at most {} bytes, the most that a gzip file of this size unpacks to</source>
        <translation>不超过 {} 字节，即此大小的 gzip 文件最多能解压出的字节数</translation>
    </message>
    <message>
        <source>at most {} bytes in a gzip file; unpack it first</source>
        <translation>不超过 {} 字节（gzip 文件的上限）；请先解压</translation>
    </message>
    <message>
        <source>the end of the file</source>
        <translation>文件结尾</translation>
    </message>
    <message>
        <source>{} bytes ({} behind a header of {})</source>
        <translation>共 {0} 字节（{2} 字节的文件头之后为 {1}）</translation>
    </message>
    <message>
        <source>{} more bytes</source>
        <translation>另外 {} 字节</translation>
    </message>
    <message>
        <source>the end of the file ({} behind a header of {})</source>
        <translation>文件结尾（{1} 字节的文件头之后为 {0}）</translation>
    </message>
    <message>
        <source>further content</source>
        <translation>多余的内容</translation>
    </message>
    <message>
        <source>its end ({} behind a header of {})</source>
        <translation>内容结尾（{1} 字节的文件头之后为 {0}）</translation>
    </message>
    <message>
        <source>{}: not enough memory for its {} bytes ({})</source>
        <translation>{}：内存不足以容纳其 {} 字节（{}）</translation>
    </message>
    <message>
        <source>{}: asked for {} dimensions, expected 1 to 255</source>
        <translation>{}：要求 {} 维，应为 1 到 255</translation>
    </message>
    <message>
        <source>settings that cannot be read</source>
        <translation>设置无法读取</translation>
    </message>
    <message>
        <source>&quot;{}&quot; {}, not {}</source>
        <translation>&quot;{}&quot; 为 {} 而非 {}</translation>
    </message>
    <message>
        <source>is not a whole checkpoint: it has no checksum</source>
        <translation>不是完整的检查点：没有校验和</translation>
    </message>
    <message>
        <source>is damaged: its content does not have its checksum</source>
        <translation>已损坏：内容与校验和不符</translation>
    </message>
    <message>
        <source>was written by a newer Normscope</source>
        <translation>由更新版本的 Normscope 写成</translation>
    </message>
    <message>
        <source>has no valid &apos;{}&apos;</source>
        <translation>没有有效的“{}”</translation>
    </message>
    <message>
        <source>is of a run of {} steps, this one has {}</source>
        <translation>属于 {} 步的运行，而此运行有 {} 步</translation>
    </message>
    <message>
        <source>is of a run with {}; put experiment.json back to what it was to go on</source>
        <translation>属于设置不同的运行（{}）；要继续训练，请把 experiment.json 恢复原样</translation>
    </message>
    <message>
        <source>{}: cannot be replaced: {}</source>
        <translation>{}：无法替换：{}</translation>
    </message>
    <message>
        <source>{}: there is not enough memory to read its checkpoint</source>
        <translation>{}：内存不足，无法读取其检查点</translation>
    </message>
    <message>
        <source>names the column &apos;{}&apos; twice</source>
        <translation>两次列出“{}”列</translation>
    </message>
    <message>
        <source>names more than {} columns</source>
        <translation>列出的列超过 {} 个</translation>
    </message>
    <message>
        <source>has no column &apos;{}&apos;: it is &apos;{}&apos;</source>
        <translation>没有列“{}”：此行为“{}”</translation>
    </message>
    <message>
        <source>has &apos;{}&apos; where a number is expected</source>
        <translation>有“{}”，此处应为数</translation>
    </message>
    <message>
        <source>has {} fields, expected {}</source>
        <translation>有 {} 个字段，应为 {} 个</translation>
    </message>
    <message>
        <source>{}: line {} {}</source>
        <translation>{}：第 {} 行{}</translation>
    </message>
    <message>
        <source>is missing, expected &apos;{}&apos;</source>
        <translation>缺失，应为“{}”</translation>
    </message>
    <message>
        <source>{}: has {} bytes, {} were there at the checkpoint</source>
        <translation>{}：有 {} 字节，而在检查点时有 {} 字节</translation>
    </message>
    <message>
        <source>{}: does not begin with &apos;{}&apos;</source>
        <translation>{}：不是以“{}”开头</translation>
    </message>
    <message>
        <source>{}: has been removed</source>
        <translation>{}：已被删除</translation>
    </message>
    <message>
        <source>{}: the list has {} twice</source>
        <translation>{}：列表中 {} 出现两次</translation>
    </message>
    <message>
        <source>{}: the list is empty</source>
        <translation>{}：列表为空</translation>
    </message>
    <message>
        <source>{}: the lists make more than {} runs: use fewer values</source>
        <translation>{}：列表产生的运行超过 {} 次：请减少取值</translation>
    </message>
    <message>
        <source>--{0}: the preset assignment trains all three models; leave --{0} out</source>
        <translation>--{0}：预设 assignment 训练全部三种模型；请去掉 --{0}</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is {}, it needs {}</source>
        <translation>&quot;{}&quot; 为 {}，需要{}</translation>
    </message>
    <message>
        <source>{}: the file was written by another version of Normscope</source>
        <translation>版本 {}：此文件由另一版本的 Normscope 写成</translation>
    </message>
    <message>
        <source>&quot;{}&quot;: give the file to the command that it was made with</source>
        <translation>命令 &quot;{}&quot;：请把此文件交给生成它的命令</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>&quot;network&quot;: {}</source>
        <translation>&quot;network&quot;：{}</translation>
    </message>
    <message>
        <source>an object with the lists &quot;mean&quot; and &quot;std&quot;, each of one number a channel</source>
        <translation>含有列表 &quot;mean&quot; 和 &quot;std&quot; 的对象，每个列表中每个通道一个数</translation>
    </message>
    <message>
        <source>unknown key &quot;{}&quot;: the keys are the long options with _ for -, such as &quot;batch_size&quot;</source>
        <translation>未知的键 &quot;{}&quot;：键是把 - 换成 _ 的长选项，例如 &quot;batch_size&quot;</translation>
    </message>
    <message>
        <source>the key &quot;{}&quot; belongs to the command {}, not to {}</source>
        <translation>键 &quot;{}&quot; 属于命令 {}，不属于 {}</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is {}, it needs a text, a number, a switch or a list of them</source>
        <translation>&quot;{}&quot; 为 {}，需要文本、数、开关或由它们组成的列表</translation>
    </message>
    <message>
        <source>&quot;{}&quot;: {}</source>
        <translation>&quot;{}&quot;：{}</translation>
    </message>
    <message>
        <source>&quot;network&quot; and &quot;model&quot; contradict each other: leave one of them out</source>
        <translation>&quot;network&quot; 与 &quot;model&quot; 矛盾：请去掉其中一个</translation>
    </message>
    <message>
        <source>a case needs a &quot;name&quot;, beside the settings that are its own</source>
        <translation>情形除自身的设置外还需要 &quot;name&quot;</translation>
    </message>
    <message>
        <source>a case&apos;s name is &quot;{}&quot;, it needs letters, digits and &apos;-&apos;, &apos;.&apos;, &apos;_&apos;, at most {}, as a folder of its own</source>
        <translation>情形的名称为 &quot;{}&quot;，需要由字母、数字和“-”“.”“_”组成，最多 {} 个字符，因为它也是文件夹名</translation>
    </message>
    <message>
        <source>the case &quot;{}&quot; has &quot;{}&quot;, which all cases share</source>
        <translation>情形 &quot;{}&quot; 含有 &quot;{}&quot;，而它由所有情形共用</translation>
    </message>
    <message>
        <source>has &quot;cases&quot;, which are for twin; train takes one</source>
        <translation>含有 &quot;cases&quot;，它用于 twin；train 只取一种情形</translation>
    </message>
    <message>
        <source>&quot;cases&quot; needs a list that is not empty</source>
        <translation>&quot;cases&quot; 需要非空列表</translation>
    </message>
    <message>
        <source>has {} cases, at most {} can be read</source>
        <translation>含有 {} 种情形，最多能读取 {} 种</translation>
    </message>
    <message>
        <source>has the case &quot;{}&quot; twice</source>
        <translation>含有两个名为 &quot;{}&quot; 的情形</translation>
    </message>
    <message>
        <source>--variants: {}</source>
        <translation>--variants：{}</translation>
    </message>
    <message>
        <source>--variants: {} and {} are the same network here: leave one of them out</source>
        <translation>--variants：{} 与 {} 在此是同一网络：请去掉其中一个</translation>
    </message>
    <message>
        <source>--blocks has {} stages and --widths {}: give each one number a stage</source>
        <translation>--blocks 有 {} 个阶段，--widths 有 {} 个：请在两者中为每个阶段各给一个数</translation>
    </message>
    <message>
        <source>--blocks asks for {} blocks: use at most {} in all</source>
        <translation>--blocks 要求 {} 个残差块：总共最多用 {} 个</translation>
    </message>
    <message>
        <source>--nesterov needs a momentum: give --momentum more than 0 or leave --nesterov out</source>
        <translation>--nesterov 需要动量：请给出大于 0 的 --momentum，或去掉 --nesterov</translation>
    </message>
    <message>
        <source>--test-at end and --eval-every {} contradict each other: evaluations look at the test set before the end, so give --eval-every 0 or leave it out</source>
        <translation>--test-at end 与 --eval-every {} 矛盾：评估会在最后之前查看测试集，请给出 --eval-every 0，或去掉它</translation>
    </message>
    <message>
        <source>{}: was changed by hand and cannot be moved aside: {}</source>
        <translation>{}：曾被手工改动，无法移开：{}</translation>
    </message>
    <message>
        <source>&apos;{}&apos; may have a decimal comma: write {}</source>
        <translation>“{}”可能用了小数逗号：请写成{}</translation>
    </message>
    <message>
        <source>{} with a point, or {} for a list</source>
        <translation>带小数点的 {}，或列表 {}</translation>
    </message>
    <message>
        <source>{} for a list, or a point in place of the comma</source>
        <translation>列表 {}，或用小数点代替逗号</translation>
    </message>
    <message>
        <source>{} for weights, gradients and momentum</source>
        <translation>权重、梯度和动量 {}</translation>
    </message>
    <message>
        <source>{} for weights, gradients and momentum of {} networks</source>
        <translation>{1} 个网络的权重、梯度和动量 {0}</translation>
    </message>
    <message>
        <source>node &quot;{}&quot;</source>
        <translation>节点 &quot;{}&quot;</translation>
    </message>
    <message>
        <source>train one network at a time, with --jobs 1</source>
        <translation>请用 --jobs 1 一次训练一个网络</translation>
    </message>
    <message>
        <source>make {} smaller</source>
        <translation>请减小 {}</translation>
    </message>
    <message>
        <source>{} or reduce --batch-size</source>
        <translation>{}，或减小 --batch-size</translation>
    </message>
    <message>
        <source>use a smaller dataset</source>
        <translation>请用更小的数据集</translation>
    </message>
    <message>
        <source>{}, {} for a checkpoint</source>
        <translation>{}，检查点 {}</translation>
    </message>
    <message>
        <source>{}, {} for a batch</source>
        <translation>{}，批 {}</translation>
    </message>
    <message>
        <source>{}, {} for the dataset</source>
        <translation>{}，数据集 {}</translation>
    </message>
    <message>
        <source>the model needs about {} of memory ({}), {} are available: {}</source>
        <translation>模型约需 {} 内存（{}），可用 {}：{}</translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{} 以及另外 {} 个</translation>
    </message>
    <message>
        <source>{}: another Normscope is training {}; resume again when it has ended</source>
        <translation>{}：另一个 Normscope 正在训练 {}；请在它结束后再恢复训练</translation>
    </message>
    <message>
        <source>has no tensor &apos;label&apos; of int64 [N]</source>
        <translation>没有 int64 [N] 的张量“label”</translation>
    </message>
    <message>
        <source>has no tensor &apos;probability&apos; of float32 [N, classes] with as many rows as there are labels and 1 to {} classes</source>
        <translation>没有 float32 [N, classes] 的张量“probability”，其行数应与标签数相同，类别数为 1 到 {}</translation>
    </message>
    <message>
        <source>has the label {}, there are {} classes</source>
        <translation>含有标签 {}，而只有 {} 类</translation>
    </message>
    <message>
        <source>has a probability that is not finite</source>
        <translation>含有不是有限数的概率</translation>
    </message>
    <message>
        <source>--test-dataset {} has images of {}, --dataset {} of {}: they must be the same</source>
        <translation>--test-dataset {} 的图像为 {}，--dataset {} 的为 {}：两者必须相同</translation>
    </message>
    <message>
        <source>--test-dataset {} has {} classes, --dataset {} only {}: a network cannot name those that it was not trained on</source>
        <translation>--test-dataset {} 有 {} 类，--dataset {} 只有 {} 类：网络无法认出训练时没有的类别</translation>
    </message>
    <message>
        <source>--validation {} leaves nothing to train on: there are {} training samples</source>
        <translation>--validation {} 没有留下可用于训练的样本：共有 {} 个训练样本</translation>
    </message>
    <message>
        <source>{}: is a study of an earlier version of Normscope ({}), which this one does not read: train it anew</source>
        <translation>{}：是早期版本 Normscope 的研究（{}），本版本不能读取：请重新训练</translation>
    </message>
    <message>
        <source>{}: holds no experiment: there is no {}</source>
        <translation>{}：不含实验：没有 {}</translation>
    </message>
    <message>
        <source>{}: cannot be moved aside: {}</source>
        <translation>{}：无法移开：{}</translation>
    </message>
    <message>
        <source>--out {}: is there already and is not a folder</source>
        <translation>--out {}：已存在，且不是文件夹</translation>
    </message>
    <message>
        <source>--out {}: holds an experiment already; choose another folder, or give --force to move that one aside</source>
        <translation>--out {}：已含有实验；请选择其他文件夹，或用 --force 把原有的移开</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>文本列表</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>数的列表</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>the lists &quot;mean&quot; and &quot;std&quot;, each of one number a channel</source>
        <translation>列表 &quot;mean&quot; 和 &quot;std&quot;，每个列表中每个通道一个数</translation>
    </message>
    <message>
        <source>[channels, height, width]</source>
        <translation>列表 [通道数, 高, 宽]</translation>
    </message>
    <message>
        <source>is of format_version {}, this program reads {}</source>
        <translation>为 format_version {}，本程序读取的是 {}</translation>
    </message>
    <message>
        <source>the label of a variant</source>
        <translation>变体的标签</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1024</source>
        <translation>从 1 到 1024 的整数</translation>
    </message>
    <message>
        <source>{}: cannot be written: there is not enough memory</source>
        <translation>{}：无法写入：内存不足</translation>
    </message>
    <message>
        <source>needs dtype, shape and data_offsets</source>
        <translation>需要 dtype、shape 和 data_offsets</translation>
    </message>
    <message>
        <source>has dtype {}, Normscope reads F32 and I64</source>
        <translation>使用 dtype {}，而 Normscope 只读取 F32 和 I64</translation>
    </message>
    <message>
        <source>has a shape that is no list</source>
        <translation>给出的 shape 不是列表</translation>
    </message>
    <message>
        <source>has a shape that is not made of whole numbers</source>
        <translation>给出的 shape 不是由整数组成</translation>
    </message>
    <message>
        <source>has data_offsets that are not two whole numbers</source>
        <translation>给出的 data_offsets 不是两个整数</translation>
    </message>
    <message>
        <source>has a shape and data_offsets that do not fit each other</source>
        <translation>给出的 shape 与 data_offsets 不相符</translation>
    </message>
    <message>
        <source>{}: is no valid safetensors file: {}</source>
        <translation>{}：不是有效的 safetensors 文件：{}</translation>
    </message>
    <message>
        <source>it ends within its first 8 bytes</source>
        <translation>在最前面的 8 字节内就结束了</translation>
    </message>
    <message>
        <source>its header is said to have {} bytes</source>
        <translation>文件头标称有 {} 字节</translation>
    </message>
    <message>
        <source>its metadata is no object</source>
        <translation>元数据不是对象</translation>
    </message>
    <message>
        <source>its metadata has something that is no text at &apos;{}&apos;</source>
        <translation>元数据在“{}”处不是文本</translation>
    </message>
    <message>
        <source>tensor &apos;{}&apos; {}</source>
        <translation>张量“{}”{}</translation>
    </message>
    <message>
        <source>tensor &apos;{}&apos; does not begin where the one before it ends, or ends behind the file</source>
        <translation>张量“{}”没有从前一个张量的结尾处开始，或超出了文件结尾</translation>
    </message>
    <message>
        <source>{} bytes follow the last tensor</source>
        <translation>最后一个张量之后还有 {} 字节</translation>
    </message>
    <message>
        <source>{}: there is not enough memory for its tensors</source>
        <translation>{}：内存不足，放不下其中的张量</translation>
    </message>
    <message>
        <source>got &apos;{}&apos;, it needs {}</source>
        <translation>给出的是“{}”，需要{}</translation>
    </message>
    <message>
        <source>a whole number from {} to {}</source>
        <translation>从 {} 到 {} 的整数</translation>
    </message>
    <message>
        <source>on, off, or one on or off for each BN layer in order, separated by commas</source>
        <translation>单个 on 或 off，或按顺序为每个 BN 层各给一个 on 或 off，以逗号分隔</translation>
    </message>
    <message>
        <source>seeds from 0 up, each once: one, several separated by commas, or a range such as 1..6</source>
        <translation>从 0 起的种子，各一次：一个、以逗号分隔的几个，或如 1..6 的范围</translation>
    </message>
    <message>
        <source>one of {}</source>
        <translation>以下之一：{}</translation>
    </message>
    <message>
        <source>whole numbers from 1 to 1000000, separated by commas</source>
        <translation>从 1 到 1000000 的整数，以逗号分隔</translation>
    </message>
    <message>
        <source>a dataset&apos;s name or a folder</source>
        <translation>数据集名称或文件夹</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>The family of networks.</source>
        <translation>网络类型。</translation>
    </message>
    <message>
        <source>MLP, CNN or ResNet</source>
        <translation>MLP、CNN 或 ResNet</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>CNN</source>
        <translation>CNN</translation>
    </message>
    <message>
        <source>Mini ResNet</source>
        <translation>小型 ResNet</translation>
    </message>
    <message>
        <source>Widths of the hidden layers, from the input on.</source>
        <translation>从输入开始各隐藏层的宽度。</translation>
    </message>
    <message>
        <source>whole numbers from 1, separated by commas</source>
        <translation>从 1 起的整数，以逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>通道(&amp;C)</translation>
    </message>
    <message>
        <source>Output channels of each convolution.</source>
        <translation>每个卷积的输出通道数。</translation>
    </message>
    <message>
        <source>&amp;Blocks</source>
        <translation>残差块(&amp;B)</translation>
    </message>
    <message>
        <source>Residual blocks in each stage.</source>
        <translation>每个阶段的残差块数。</translation>
    </message>
    <message>
        <source>whole numbers from 1, one a stage</source>
        <translation>从 1 起的整数，每阶段一个</translation>
    </message>
    <message>
        <source>&amp;Widths</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>Channels of each stage.</source>
        <translation>每个阶段的通道数。</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Whether the network has batch normalization; a layer that is off is off in every variant. Single layers are switched in the table below.</source>
        <translation>网络是否有批归一化；关闭的层在每个变体中都关闭。单个层在下表中开关。</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>开或关</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>two to six of them, each once, separated by commas</source>
        <translation>其中二至六个，各一次，以逗号分隔</translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation>0 到 1 的数</translation>
    </message>
    <message>
        <source>BN m&amp;omentum</source>
        <translation>BN 动量(&amp;O)</translation>
    </message>
    <message>
        <source>Weight of the past in the running estimates of mean and variance. PyTorch&apos;s momentum is 1 minus this.</source>
        <translation>均值和方差的滑动估计中过去的权重。PyTorch 的动量等于 1 减去它。</translation>
    </message>
    <message>
        <source>a number that is not negative</source>
        <translation>非负数</translation>
    </message>
    <message>
        <source>BN ε</source>
        <translation>BN ε</translation>
    </message>
    <message>
        <source>Added to the variance under the root, against division by zero.</source>
        <translation>加在根号下的方差上，避免除以零。</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>The dataset whose test images are used. Empty: the same.</source>
        <translation>使用其测试图像的数据集。留空：相同。</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>&amp;Use first</source>
        <translation>只用前(&amp;U)</translation>
    </message>
    <message>
        <source>Number of training samples to use. 0: all.</source>
        <translation>使用的训练样本数。0：全部。</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>从 0 起的整数</translation>
    </message>
    <message>
        <source>Number of training samples that are held out, from the end.</source>
        <translation>从末尾留出的训练样本数。</translation>
    </message>
    <message>
        <source>Look at test set</source>
        <translation>查看测试集</translation>
    </message>
    <message>
        <source>When the test set is looked at. To tune without it, hold samples out for validation and look at the end.</source>
        <translation>何时查看测试集。若要不用测试集调参，请留出验证样本并在最后查看。</translation>
    </message>
    <message>
        <source>every epoch or at the end</source>
        <translation>每轮或最后</translation>
    </message>
    <message>
        <source>every epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>How training images are varied, anew in each epoch.</source>
        <translation>训练图像如何变化，每轮重新变化。</translation>
    </message>
    <message>
        <source>none, affine or elastic</source>
        <translation>无、仿射或弹性</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>elastic</source>
        <translation>弹性</translation>
    </message>
    <message>
        <source>Passes over all training samples.</source>
        <translation>遍历全部训练样本的次数。</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1000000</source>
        <translation>1 到 1000000 的整数</translation>
    </message>
    <message>
        <source>Batch si&amp;ze</source>
        <translation>批大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Samples in a mini-batch, over which BN takes its statistics.</source>
        <translation>小批量中的样本数，BN 据此计算统计量。</translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation>从 1 起的整数</translation>
    </message>
    <message>
        <source>a number greater than 0</source>
        <translation>大于 0 的数</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>学习率(&amp;L)</translation>
    </message>
    <message>
        <source>Step size of SGD, or its maximum with one cycle.</source>
        <translation>SGD 的步长，one cycle 时为其最大值。</translation>
    </message>
    <message>
        <source>a number greater than 0, such as 0.1 or 1e-3</source>
        <translation>大于 0 的数，例如 0.1 或 1e-3</translation>
    </message>
    <message>
        <source>Momentum of SGD.</source>
        <translation>SGD 的动量。</translation>
    </message>
    <message>
        <source>Weight deca&amp;y</source>
        <translation>权重衰减(&amp;Y)</translation>
    </message>
    <message>
        <source>L2 penalty of SGD.</source>
        <translation>SGD 的 L2 惩罚。</translation>
    </message>
    <message>
        <source>a number that is not negative, such as 1e-4</source>
        <translation>非负数，例如 1e-4</translation>
    </message>
    <message>
        <source>Nesterov&apos;s form of the momentum.</source>
        <translation>Nesterov 形式的动量。</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减范围</translation>
    </message>
    <message>
        <source>Which parameters weight decay acts on.</source>
        <translation>权重衰减作用于哪些参数。</translation>
    </message>
    <message>
        <source>all parameters or weights only</source>
        <translation>全部参数或仅权重</translation>
    </message>
    <message>
        <source>all parameters</source>
        <translation>全部参数</translation>
    </message>
    <message>
        <source>weights only</source>
        <translation>仅权重</translation>
    </message>
    <message>
        <source>The learning rate over the run.</source>
        <translation>运行过程中的学习率。</translation>
    </message>
    <message>
        <source>constant, step, cosine or one cycle</source>
        <translation>恒定、阶梯、余弦或 one cycle</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>one cycle</translation>
    </message>
    <message>
        <source>Step after</source>
        <translation>阶梯间隔</translation>
    </message>
    <message>
        <source>Epochs between the steps of the schedule. Empty: a third of the epochs.</source>
        <translation>两次阶梯之间的轮数。留空：轮数的三分之一。</translation>
    </message>
    <message>
        <source>a whole number from 1, or nothing</source>
        <translation>从 1 起的整数，或留空</translation>
    </message>
    <message>
        <source>a third of the epochs</source>
        <translation>轮数的三分之一</translation>
    </message>
    <message>
        <source>Step factor</source>
        <translation>阶梯系数</translation>
    </message>
    <message>
        <source>What each step multiplies the learning rate with.</source>
        <translation>每次阶梯对学习率所乘的系数。</translation>
    </message>
    <message>
        <source>&amp;Seeds</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>Seeds of initial weights and batches; every variant is trained for each.</source>
        <translation>初始权重和批次的种子；每个种子训练所有变体。</translation>
    </message>
    <message>
        <source>numbers such as 1, 1..6 or 1,5,9, each once</source>
        <translation>如 1、1..6 或 1,5,9 的数，各一次</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Iterations between evaluations on 2,000 fixed test samples, off the clock. 0: never. Empty: a tenth of an epoch.</source>
        <translation>在 2,000 个固定测试样本上评估的迭代间隔，不计时。0：从不。留空：十分之一轮。</translation>
    </message>
    <message>
        <source>a whole number from 0, or nothing</source>
        <translation>从 0 起的整数，或留空</translation>
    </message>
    <message>
        <source>a tenth of an epoch</source>
        <translation>十分之一轮</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>线程(&amp;R)</translation>
    </message>
    <message>
        <source>Processor threads to train with. Empty: all that the machine grants.</source>
        <translation>用于训练的处理器线程数。留空：机器允许的全部。</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1024, or nothing</source>
        <translation>1 到 1024 的整数，或留空</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{}: line {} has &apos;{}&apos; where a whole number is expected</source>
        <translation>{}：第 {} 行有“{}”，此处应为整数</translation>
    </message>
    <message>
        <source>{}: has {} as &quot;{}&quot;, which counts something</source>
        <translation>{0}：&quot;{2}&quot; 为 {1}，而它应是计数</translation>
    </message>
    <message>
        <source>{}: has no &quot;status&quot; that Normscope knows</source>
        <translation>{}：没有 Normscope 认识的 &quot;status&quot;</translation>
    </message>
    <message>
        <source>{}: holds no experiment and is no case of {}</source>
        <translation>{}：不含实验，也不是 {} 的情形</translation>
    </message>
    <message>
        <source>{}: holds {} cases: give the folder of one of them</source>
        <translation>{}：含有 {} 种情形：请给出其中一种的文件夹</translation>
    </message>
    <message>
        <source>{}: was not begun</source>
        <translation>{}：尚未开始</translation>
    </message>
    <message>
        <source>got &apos;{}&apos;, it needs exactly one of {}</source>
        <translation>给出的是“{}”，只能是以下之一：{}</translation>
    </message>
    <message>
        <source>got &apos;{}&apos;, it needs {} to {} different ones of {}, separated by commas</source>
        <translation>给出的是“{}”，需要以下各项中的 {} 至 {} 个，各不相同，以逗号分隔：{}</translation>
    </message>
    <message>
        <source>--out {}: holds what is to be exported; choose another folder</source>
        <translation>--out {}：含有要导出的内容；请选择其他文件夹</translation>
    </message>
    <message>
        <source>{}; {}</source>
        <translation>{}；{}</translation>
    </message>
    <message>
        <source>{}: there is nothing to export: {}</source>
        <translation>{}：没有可导出的内容：{}</translation>
    </message>
    <message>
        <source>--format: got &apos;{}&apos;, it needs one of {}</source>
        <translation>--format：给出的是“{}”，需要以下之一：{}</translation>
    </message>
    <message>
        <source>{}: holds an experiment of which no run has begun: train it first</source>
        <translation>{}：含有实验，但没有任何运行已开始：请先训练</translation>
    </message>
    <message>
        <source>{}: cannot be made: {}; choose another folder with --out</source>
        <translation>{}：无法创建：{}；请用 --out 选择其他文件夹</translation>
    </message>
    <message>
        <source>{}: cannot be looked at: {}</source>
        <translation>{}：无法查看：{}</translation>
    </message>
    <message>
        <source>{}: is there already and is not a folder; choose another with --out</source>
        <translation>{}：已存在，且不是文件夹；请用 --out 选择其他文件夹</translation>
    </message>
    <message>
        <source>{}: holds {}, which no export wrote; choose another folder with --out, or give --force to move this one aside</source>
        <translation>{}：含有并非由导出写成的 {}；请用 --out 选择其他文件夹，或用 --force 把此文件夹移开</translation>
    </message>
    <message>
        <source>{} would have {}, more than the {} that may be handed in; the largest in it are {}: take them out, or hand in fewer runs</source>
        <translation>{} 将有 {}，超过可提交的 {}；其中最大的是 {}：请去掉它们，或少提交一些运行</translation>
    </message>
    <message>
        <source>not in it, because not there: {}; `normscope report {}` makes them</source>
        <translation>以下文件不存在，因此未包含：{}；可用 `normscope report {}` 生成</translation>
    </message>
    <message>
        <source>{} has no weights: its status is {}</source>
        <translation>{} 没有权重：其状态为 {}</translation>
    </message>
    <message>
        <source>has {} values for &quot;{}&quot;, the run&apos;s network has {}</source>
        <translation>&quot;{1}&quot; 有 {0} 个值，而运行的网络有 {2} 个</translation>
    </message>
    <message>
        <source>has {} tensors, the run&apos;s network has {}</source>
        <translation>有 {} 个张量，而运行的网络有 {} 个</translation>
    </message>
    <message>
        <source>{}: &apos;{}&apos; cannot be a name in it</source>
        <translation>{}：“{}”不能作为其中的名称</translation>
    </message>
    <message>
        <source>the network has no nodes</source>
        <translation>网络没有节点</translation>
    </message>
    <message>
        <source>is number {} of {}: a network has at most {} nodes</source>
        <translation>是 {1} 个节点中的第 {0} 个：一个网络最多有 {2} 个节点</translation>
    </message>
    <message>
        <source>is used by nothing: let another node take it, or remove it</source>
        <translation>没有被任何节点使用：请让别的节点以它为输入，或将其删除</translation>
    </message>
    <message>
        <source>has a name that is none: use words of letters, digits and _ joined by dots, {} characters at most</source>
        <translation>使用了无效的名称：请用由字母、数字和 _ 组成的词，以点相连，最多 {} 个字符</translation>
    </message>
    <message>
        <source>begins with &quot;{}&quot;, as checkpoints name momentum: choose another name</source>
        <translation>以 &quot;{}&quot; 开头，而检查点以此命名动量：请换一个名称</translation>
    </message>
    <message>
        <source>has the name of the image that goes into the network: choose another</source>
        <translation>与输入网络的图像同名：请换一个名称</translation>
    </message>
    <message>
        <source>is there twice: give each node a name of its own</source>
        <translation>出现了两次：请给每个节点各取一个名称</translation>
    </message>
    <message>
        <source>has a name that others begin with, as in &quot;{}.…&quot;: it cannot be a node and a scope at once</source>
        <translation>与其他名称的开头相同，如 &quot;{}.…&quot;：它不能既是节点又是作用域</translation>
    </message>
    <message>
        <source>two or more inputs</source>
        <translation>两个或更多输入</translation>
    </message>
    <message>
        <source>two inputs</source>
        <translation>两个输入</translation>
    </message>
    <message>
        <source>one input</source>
        <translation>一个输入</translation>
    </message>
    <message>
        <source>is {} and takes {}, it has {}</source>
        <translation>是 {}，需要{}，实有 {} 个</translation>
    </message>
    <message>
        <source>takes &quot;{}&quot;, which is no node</source>
        <translation>以 &quot;{}&quot; 为输入，但没有这个节点</translation>
    </message>
    <message>
        <source>takes itself: a network has no cycles</source>
        <translation>以自身为输入：网络中不能有环</translation>
    </message>
    <message>
        <source>takes &quot;{}&quot;, which comes after it: a network has no cycles, and each node stands behind its inputs</source>
        <translation>以 &quot;{}&quot; 为输入，而它排在后面：网络中不能有环，每个节点都要排在其输入之后</translation>
    </message>
    <message>
        <source>flat input: put a Reshape before it</source>
        <translation>展平的输入：请在它前面放一个 Reshape</translation>
    </message>
    <message>
        <source>an image: BatchNorm1d is for flat input</source>
        <translation>图像：BatchNorm1d 用于展平的输入</translation>
    </message>
    <message>
        <source>flat input: BatchNorm2d is for images</source>
        <translation>展平的输入：BatchNorm2d 用于图像</translation>
    </message>
    <message>
        <source>has momentum {}: use a number from 0 to 1</source>
        <translation>把 momentum 设为 {}：请用 0 到 1 的数</translation>
    </message>
    <message>
        <source>flat input: use GroupNorm of one group for images</source>
        <translation>展平的输入：图像请用只有一组的 GroupNorm</translation>
    </message>
    <message>
        <source>an image: use LayerNorm for flat input</source>
        <translation>图像：展平的输入请用 LayerNorm</translation>
    </message>
    <message>
        <source>has num_groups {}, which does not divide the {} channels of its input</source>
        <translation>把 num_groups 设为 {}，而它不能整除输入的 {} 个通道</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>has p {}: use a number from 0 on and below 1</source>
        <translation>把 p 设为 {}：请用从 0 起、小于 1 的数</translation>
    </message>
    <message>
        <source>an image: what is flat needs no Reshape</source>
        <translation>图像：已展平的输入不需要 Reshape</translation>
    </message>
    <message>
        <source>adds {} and {}: its inputs need one shape</source>
        <translation>把 {} 与 {} 相加：各输入的形状必须相同</translation>
    </message>
    <message>
        <source>multiplies {} and {}: it needs an image and flat input with one number a channel</source>
        <translation>把 {} 与 {} 相乘：需要一幅图像，以及每个通道一个数的展平输入</translation>
    </message>
    <message>
        <source>makes {} of one sample, too large for the memory: use fewer channels or features</source>
        <translation>把一个样本变为 {}，内存放不下：请减少通道或特征</translation>
    </message>
    <message>
        <source>has {} weights, too large for the memory: use fewer channels or features</source>
        <translation>有 {} 个权重，内存放不下：请减少通道或特征</translation>
    </message>
    <message>
        <source>has initial weights of standard deviation {}: use a number greater than 0</source>
        <translation>把初始权重的标准差设为 {}：请用大于 0 的数</translation>
    </message>
    <message>
        <source>has eps {}: use a number that is not negative</source>
        <translation>把 eps 设为 {}：请用非负数</translation>
    </message>
    <message>
        <source>gets {} and has a {} of {}×{}: the image is too small for it</source>
        <translation>输入为 {}，而{}为 {}×{}：图像太小</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>has {} {}: use a whole number from {} to {}</source>
        <translation>把 {} 设为 {}：请用 {} 到 {} 的整数</translation>
    </message>
    <message>
        <source>is {} and gets {}, it needs {}</source>
        <translation>是 {}，输入为 {}，需要{}</translation>
    </message>
    <message>
        <source>the network&apos;s input is [{}], it needs [channels, height, width] or [features]</source>
        <translation>网络的输入为 [{}]，应为 [通道数, 高, 宽] 或 [特征数]</translation>
    </message>
    <message>
        <source>the network&apos;s input is {} and the images are {}: they must agree, or the input be flat with {} features</source>
        <translation>网络的输入为 {}，而图像为 {}：两者必须一致，或输入为 {} 个特征的展平输入</translation>
    </message>
    <message>
        <source>is the last one and gives {}, the data have {} classes: let it give one number a class</source>
        <translation>是最后一个，输出 {}，而数据有 {} 类：请让它为每个类别输出一个数</translation>
    </message>
    <message>
        <source>has &quot;{}&quot;: {}, it needs a number</source>
        <translation>含有 &quot;{}&quot;: {}，应为数</translation>
    </message>
    <message>
        <source>has &quot;{}&quot;: {}, it needs true or false</source>
        <translation>含有 &quot;{}&quot;: {}，应为 true 或 false</translation>
    </message>
    <message>
        <source>has &quot;init&quot;: {}, it needs &quot;default&quot; or {{&quot;normal&quot;: 0.01}}</source>
        <translation>含有 &quot;init&quot;: {}，应为 &quot;default&quot; 或 {{&quot;normal&quot;: 0.01}}</translation>
    </message>
    <message>
        <source>has the unknown key &quot;{}&quot;: its kind has none of its own</source>
        <translation>含有未知的键 &quot;{}&quot;：此类型没有自己的键</translation>
    </message>
    <message>
        <source>has the unknown key &quot;{}&quot;: its kind has {}</source>
        <translation>含有未知的键 &quot;{}&quot;：此类型的键有 {}</translation>
    </message>
    <message>
        <source>node number {} is {}, it needs to be an object</source>
        <translation>第 {} 个节点为 {}，应为对象</translation>
    </message>
    <message>
        <source>node number {} has no &quot;name&quot; that is a text</source>
        <translation>第 {} 个节点没有文本形式的 &quot;name&quot;</translation>
    </message>
    <message>
        <source>{} has no &quot;kind&quot; that is a text</source>
        <translation>{} 没有文本形式的 &quot;kind&quot;</translation>
    </message>
    <message>
        <source>{} has the unknown kind {}: use one of {}</source>
        <translation>{} 的类型 {} 未知：请用以下之一：{}</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{} {}</translation>
    </message>
    <message>
        <source>{} has &quot;inputs&quot;: {}, it needs a list of names</source>
        <translation>{} 含有 &quot;inputs&quot;: {}，应为名称列表</translation>
    </message>
    <message>
        <source>&quot;input&quot; is {}, it needs [channels, height, width] or [features]</source>
        <translation>&quot;input&quot; 为 {}，应为 [通道数, 高, 宽] 或 [特征数]</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>unknown key &quot;{}&quot;: a network has &quot;input&quot; and &quot;nodes&quot;</source>
        <translation>未知的键 &quot;{}&quot;：网络含有 &quot;input&quot; 和 &quot;nodes&quot;</translation>
    </message>
    <message>
        <source>&quot;nodes&quot; is no list: it needs one of the network&apos;s nodes</source>
        <translation>&quot;nodes&quot; 不是列表：需要网络各节点的列表</translation>
    </message>
    <message>
        <source>the network is no JSON object</source>
        <translation>网络不是 JSON 对象</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; would be called &quot;{}&quot; in this variant, as another node is: rename one of them</source>
        <translation>在此变体中，节点 &quot;{}&quot; 将改名为 &quot;{}&quot;，与另一节点同名：请给其中一个改名</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; gets flat input, which group-norm has no groups of channels for: use layer-norm there</source>
        <translation>节点 &quot;{}&quot; 的输入是展平的，没有可供 group-norm 分组的通道：请在此处用 layer-norm</translation>
    </message>
    <message>
        <source>bn-after moves no BN: none has an activation as its only consumer</source>
        <translation>bn-after 没有移动任何 BN：没有哪个 BN 的输出只供一个激活函数使用</translation>
    </message>
    <message>
        <source>the list of BN switches has {} entries and the model has {} BN positions ({}): give one on or off for each</source>
        <translation>BN 开关列表有 {} 项，而模型有 {} 个 BN 位置（{}）：请为每个位置给出一个 on 或 off</translation>
    </message>
    <message>
        <source>NORMSCOPE_EXECUTION: &apos;{}&apos; is not fused, contiguous or plain</source>
        <translation>NORMSCOPE_EXECUTION：“{}”不是 fused、contiguous 或 plain</translation>
    </message>
    <message>
        <source>there is not enough memory for matrix products, which need 160 MiB of address space: close other programs or raise the limit (ulimit -v)</source>
        <translation>内存不足以进行矩阵乘法，它需要 160 MiB 的地址空间：请关闭其他程序，或提高限制（ulimit -v）</translation>
    </message>
    <message>
        <source>NORMSCOPE_CHECKPOINT_SECONDS: &apos;{}&apos; is not a number of seconds, 0 or more</source>
        <translation>NORMSCOPE_CHECKPOINT_SECONDS：“{}”不是大于或等于 0 的秒数</translation>
    </message>
    <message>
        <source>not saved: {}: {}</source>
        <translation>未保存：{}：{}</translation>
    </message>
    <message>
        <source>{}: cannot be made: there is not enough memory</source>
        <translation>{}：无法创建：内存不足</translation>
    </message>
    <message>
        <source>{}: no case of the experiment has begun: train it first</source>
        <translation>{}：该实验还没有任何一组开始训练：请先训练</translation>
    </message>
    <message>
        <source>NORMSCOPE_KERNELS: &apos;{}&apos; is not portable, avx2 or avx512</source>
        <translation>NORMSCOPE_KERNELS：“{}”不是 portable、avx2 或 avx512</translation>
    </message>
    <message>
        <source>NORMSCOPE_KERNELS: this machine does not have {}; choose a lower level</source>
        <translation>NORMSCOPE_KERNELS：本机没有 {}；请选择更低的级别</translation>
    </message>
    <message>
        <source>--network and --{} contradict each other: leave one of them out</source>
        <translation>--network 与 --{} 矛盾：请去掉其中一个</translation>
    </message>
    <message>
        <source>{}: a list of values makes several cases, which are for twin; train takes one value</source>
        <translation>{}：多个值构成多种情形，这用于 twin；train 只取一个值</translation>
    </message>
    <message>
        <source>--preset: there is no preset &apos;{}&apos;; there are {}</source>
        <translation>--preset：没有预设“{}”；可用的有 {}</translation>
    </message>
    <message>
        <source>{}: the cases are given one by one and take no list: give one value, or start from settings</source>
        <translation>{}：情形是逐一给出的，不能取列表：请只给一个值，或从设置开始</translation>
    </message>
    <message>
        <source>--preset assignment compares variants: use it with twin</source>
        <translation>--preset assignment 用于比较变体：请与 twin 一起使用</translation>
    </message>
    <message>
        <source>{} and {} contradict each other: give a network or what to make it of</source>
        <translation>{} 与 {} 矛盾：请只给出网络，或只给出构成网络的选项</translation>
    </message>
    <message>
        <source>the network has too many parts to be drawn: take --format table or json</source>
        <translation>网络的部分太多，无法画出：请用 --format table 或 json</translation>
    </message>
    <message>
        <source>there is no display for the window (neither DISPLAY nor WAYLAND_DISPLAY is set); without one, use a command</source>
        <translation>没有可供窗口使用的显示服务器（DISPLAY 和 WAYLAND_DISPLAY 都未设置）；没有显示服务器时，请使用命令</translation>
    </message>
    <message>
        <source>the display {} does not answer, so the window cannot be opened; without one, use a command</source>
        <translation>显示服务器 {} 没有响应，无法打开窗口；没有显示服务器时，请使用命令</translation>
    </message>
    <message>
        <source>{} for weights, gradients and momentum of both networks</source>
        <translation>两个网络的权重、梯度和动量需 {}</translation>
    </message>
    <message>
        <source>Training waited up to {} % of the time for free cores, which other programs or more networks at one time than there are cores used: its times are not comparable.</source>
        <translation>训练最多有 {} % 的时间在等待空闲的处理器核心（被其他程序占用，或同时训练的网络多于核心）：其用时不可比较。</translation>
    </message>
    <message>
        <source>Training waited up to {} % of the time for a free core, which other programs or more networks at one time than there are cores used: compare processor time, not seconds by the clock.</source>
        <translation>训练最多有 {} % 的时间在等待空闲的处理器核心（被其他程序占用，或同时训练的网络多于核心）：请比较处理器时间，而不是按时钟计的秒数。</translation>
    </message>
    <message>
        <source>{}; did you mean {}?</source>
        <translation>{}；您是不是想写 {}？</translation>
    </message>
    <message>
        <source>{}: where that is cannot be told, because the working directory has been removed: change to another, or give the whole path from / on</source>
        <translation>{}：无法确定它在哪里，因为工作目录已被删除：请换到另一个目录，或给出从 / 开始的完整路径</translation>
    </message>
    <message>
        <source>{}: the folder&apos;s name is not UTF-8, so that no file of the results could name it: rename it</source>
        <translation>{}：文件夹的名称不是 UTF-8，结果文件无法写下它的名称：请重命名</translation>
    </message>
    <message>
        <source>{}: holds the files of several datasets, whose names begin with {}: give each a folder of its own</source>
        <translation>{}：含有多个数据集的文件，名称分别以 {} 开头：请给每个数据集单独一个文件夹</translation>
    </message>
    <message>
        <source>{}: the folder has no file {} (plain or with .gz at the end, a dot before &quot;idx&quot; will do; images of several channels have idx4; all four may begin with the same name, such as emnist-)</source>
        <translation>{}：文件夹中没有文件 {}（可以是原样，也可以以 .gz 结尾，“idx” 前可以是点；多通道图像用 idx4；四个文件的名称可以都以同样的词开头，例如 emnist-）</translation>
    </message>
    <message>
        <source>{} (signed bytes, {})</source>
        <translation>{}（有符号字节，{}）</translation>
    </message>
    <message>
        <source>{} (integers of 2 bytes, {})</source>
        <translation>{}（2 字节整数，{}）</translation>
    </message>
    <message>
        <source>{} (integers of 4 bytes, {})</source>
        <translation>{}（4 字节整数，{}）</translation>
    </message>
    <message>
        <source>{} (floating-point numbers of 4 bytes, {})</source>
        <translation>{}（4 字节浮点数，{}）</translation>
    </message>
    <message>
        <source>{} (floating-point numbers of 8 bytes, {})</source>
        <translation>{}（8 字节浮点数，{}）</translation>
    </message>
    <message>
        <source>begins with a byte-order mark and has lines that end in CRLF</source>
        <translation>开头有字节顺序标记（BOM），行尾是 CRLF</translation>
    </message>
    <message>
        <source>begins with a byte-order mark</source>
        <translation>开头有字节顺序标记（BOM）</translation>
    </message>
    <message>
        <source>has lines that end in CRLF</source>
        <translation>行尾是 CRLF</translation>
    </message>
    <message>
        <source>{}: {}, as some editors save it; save it without, as it was at the checkpoint</source>
        <translation>{}：{}，有些编辑器会这样保存；请去掉后再保存，恢复成检查点时的样子</translation>
    </message>
    <message>
        <source>{}: has no end of a line at byte {}, where the checkpoint was: it has been changed since</source>
        <translation>{}：在检查点所在的第 {} 字节处没有行尾：此后文件被改动过</translation>
    </message>
    <message>
        <source>{}: {} has a number that begins with a needless zero: leave it out, or write a point for a decimal comma</source>
        <translation>{}：{} 中有以多余的零开头的数：请去掉它，或用小数点代替小数逗号</translation>
    </message>
    <message>
        <source>there is no folder for results: neither NORMSCOPE_RUNS, XDG_DATA_HOME nor HOME says where; give one with --out</source>
        <translation>没有存放结果的文件夹：NORMSCOPE_RUNS、XDG_DATA_HOME 和 HOME 都没有说明位置；请用 --out 指定</translation>
    </message>
    <message>
        <source>{}: cannot be made: {} is not a folder; choose another place with --out or NORMSCOPE_RUNS</source>
        <translation>{}：无法创建：{} 不是文件夹；请用 --out 或 NORMSCOPE_RUNS 另选位置</translation>
    </message>
    <message>
        <source>{}: cannot be made: {} may not be written to; choose another place with --out or NORMSCOPE_RUNS</source>
        <translation>{}：无法创建：不能写入 {}；请用 --out 或 NORMSCOPE_RUNS 另选位置</translation>
    </message>
    <message>
        <source>--out {}: is a link to {}, which is not there</source>
        <translation>--out {}：是指向 {} 的链接，而后者不存在</translation>
    </message>
    <message>
        <source>--out {}: holds {}, but no experiment.json that tells what it is; choose another folder</source>
        <translation>--out {}：含有 {}，但没有说明其来历的 experiment.json；请另选文件夹</translation>
    </message>
    <message>
        <source>A smaller learning rate may help.</source>
        <translation>较小的学习率可能有帮助。</translation>
    </message>
    <message>
        <source>Nothing had been learned yet, so the learning rate is not to blame: look at the data, at the initial weights, and at BN&apos;s ε (--bn-eps) where it is 0.</source>
        <translation>此时还什么都没有学到，所以不是学习率的问题：请检查数据、初始权重，以及 BN 的 ε（--bn-eps）是否为 0。</translation>
    </message>
    <message>
        <source>there are no fonts on this machine, so that neither figures nor a PDF can be drawn: install some, such as Debian&apos;s fonts-dejavu-core</source>
        <translation>这台机器上没有任何字体，无法绘制图和 PDF：请安装字体，例如 Debian 的 fonts-dejavu-core</translation>
    </message>
    <message>
        <source>no font on this machine has the letters {}, so that neither figures nor a PDF can be drawn: install one that has, such as Debian&apos;s {}</source>
        <translation>这台机器上没有含有字符 {} 的字体，无法绘制图和 PDF：请安装一种，例如 Debian 的 {}</translation>
    </message>
    <message>
        <source>{}; what is text has been written without them</source>
        <translation>{}；文字部分已写出，不含图</translation>
    </message>
    <message>
        <source>{}: the experiment has no such dataset</source>
        <translation>{}：这个实验没有这样的数据集</translation>
    </message>
    <message>
        <source>{}: all of the experiment&apos;s datasets are where they were</source>
        <translation>{}：实验的所有数据集都还在原来的位置</translation>
    </message>
    <message>
        <source>{}: several datasets are not where they were ({}): resume one case after the other, by their folders</source>
        <translation>{}：有多个数据集不在原来的位置（{}）：请按文件夹逐个恢复各种情况</translation>
    </message>
    <message>
        <source>the data set is not the one that the experiment began with (its SHA-256 differs): put that one back, say where it is with resume {}, or start a new experiment</source>
        <translation>这个数据集不是实验开始时的那个（SHA-256 不同）：请放回原来的，用 resume {} 说明它在哪里，或开始一个新实验</translation>
    </message>
    <message>
        <source>{}; where the data have been moved, say where they are now: resume {}</source>
        <translation>{}；如果数据被移动过，请说明现在的位置：resume {}</translation>
    </message>
    <message>
        <source>what networks are trained with cannot be loaded ({}): install Normscope and LibTorch again, or free memory</source>
        <translation>无法加载训练网络所用的库（{}）：请重新安装 Normscope 和 LibTorch，或释放内存</translation>
    </message>
    <message>
        <source>{}: several folders in it hold a dataset ({}): give one of those</source>
        <translation>{}：其中有多个文件夹含有数据集（{}）：请给出其中一个</translation>
    </message>
    <message>
        <source>H&amp;idden units</source>
        <translation>隐藏单元(&amp;I)</translation>
    </message>
    <message>
        <source>Test on</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>V&amp;alidation</source>
        <translation>验证样本(&amp;A)</translation>
    </message>
    <message>
        <source>Au&amp;gmentation</source>
        <translation>数据增强(&amp;G)</translation>
    </message>
    <message>
        <source>E&amp;pochs</source>
        <translation>轮数(&amp;P)</translation>
    </message>
    <message>
        <source>Mome&amp;ntum</source>
        <translation>动量(&amp;N)</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>--out {}: cannot be looked at: {}</source>
        <translation>--out {}：无法查看：{}</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; needs {}</source>
        <translation>{}：&quot;{}&quot; 需要{}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>值 true 或 false</translation>
    </message>
    <message>
        <source>{}: cannot be removed: {}</source>
        <translation>{}：无法删除：{}</translation>
    </message>
    <message>
        <source>{}: would be larger than {} bytes, the most that is read again</source>
        <translation>{}：将大于 {} 字节，即能够重新读取的上限</translation>
    </message>
    <message>
        <source>A normalizer&apos;s ε is 0 (--bn-eps), so that values that are alike in a whole batch are divided by 0: an ε greater than 0, such as 1e-5, may help.</source>
        <translation>有一个归一化层的 ε 为 0（--bn-eps），因此在整个批次中都相同的值会被除以 0：大于 0 的 ε（如 1e-5）可能有帮助。</translation>
    </message>
    <message>
        <source>Nothing had been learned yet. {}</source>
        <translation>此时还没有学到任何东西。{}</translation>
    </message>
    <message>
        <source>{}: {} has a number that begins with a needless zero: leave it out, or write one number without thousands separators</source>
        <translation>{}：{} 中有一个数以多余的零开头：请去掉它，或写成一个不带千位分隔符的数</translation>
    </message>
    <message>
        <source>{}: holds no experiment</source>
        <translation>{}：不含实验</translation>
    </message>
    <message>
        <source>&apos;{}&apos; may have thousands separators: write {} without them, or {} for a list</source>
        <translation>“{}”中可能有千位分隔符：请不带分隔符写成 {}，或写成列表 {}</translation>
    </message>
    <message>
        <source>&apos;{}&apos; has a number that begins with a needless zero: write {} for a list, or one number without a comma</source>
        <translation>“{}”中有一个数以多余的零开头：列表请写成 {}，否则请写成一个不带逗号的数</translation>
    </message>
    <message>
        <source>{}: cannot be moved aside: {}; choose another folder with --out</source>
        <translation>{}：无法移开：{}；请用 --out 选择另一个文件夹</translation>
    </message>
    <message>
        <source>--out {}: holds an experiment, which cannot be moved aside with the folder that you are in: change to another, or choose another folder</source>
        <translation>--out {}：其中有一个实验，而它不能随您所在的文件夹一起移开：请换到别的目录，或选择另一个文件夹</translation>
    </message>
    <message>
        <source>{}: is damaged</source>
        <translation>{}：已损坏</translation>
    </message>
    <message>
        <source>{} (one of {} cases that cannot be read)</source>
        <translation>{}（无法读取的 {} 个情形之一）</translation>
    </message>
    <message>
        <source>there is no variant &apos;{}&apos;; there are {}</source>
        <translation>没有变体“{}”；有 {}</translation>
    </message>
    <message>
        <source>report.tex: LaTeX&apos;s usual fonts do not have the letters {}, which are written by their numbers there, as {}</source>
        <translation>report.tex：LaTeX 的常用字体没有字符 {}，它们在那里以编号表示，如 {}</translation>
    </message>
    <message>
        <source>{}: is neither a command nor a file or folder</source>
        <translation>{}：既不是命令，也不是文件或文件夹</translation>
    </message>
    <message>
        <source>{}; if &apos;{}&apos; is one number, write {}</source>
        <translation>{}；如果“{}”是一个数，请写成 {}</translation>
    </message>
    <message>
        <source>{}: fetch it (normscope datasets fetch {}, or --download), or set NORMSCOPE_DATA to a folder that holds {}/ with the four IDX files {} (plain or .gz), or put them into {}</source>
        <translation>{}；请下载（normscope datasets fetch {}，或 --download），或把 NORMSCOPE_DATA 设为一个文件夹，其中的 {}/ 含有四个 IDX 文件 {}（未压缩或 .gz），或把它们放入 {}</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} 到 {}</translation>
    </message>
    <message>
        <source>labels from 0 or 1 on, which have no training samples (they are {} to {}: take {} from each)</source>
        <translation>从 0 或 1 开始的标签，而这两类没有训练样本（标签是 {} 到 {}：请各减去 {}）</translation>
    </message>
    <message>
        <source>labels from 0 or 1 on, which have no training samples</source>
        <translation>从 0 或 1 开始的标签，而这两类没有训练样本</translation>
    </message>
    <message>
        <source>{}: class {} has no training samples, and labels have to be 0 to K - 1 or 1 to K without a gap</source>
        <translation>{}：类别 {} 没有训练样本，而标签必须是 0 到 K - 1 或 1 到 K，不得有空缺</translation>
    </message>
    <message>
        <source>labels of at least 2 classes: all training samples are of class {}</source>
        <translation>至少 2 类的标签：所有训练样本都属于类别 {}</translation>
    </message>
    <message>
        <source>{} (NORMSCOPE_MIRRORS): &quot;{}&quot; is not as expected: mirrors are a list of addresses for each dataset, files an object of names with &quot;md5&quot; and &quot;sha256&quot;</source>
        <translation>{}（NORMSCOPE_MIRRORS）：“{}” 不符合要求：mirrors 是每个数据集的地址列表，files 是带 “md5” 和 “sha256” 的名称对象</translation>
    </message>
    <message>
        <source>{}: unpacks to more than {} MB, expected a dataset&apos;s file</source>
        <translation>{}：解压后超过 {} MB，应为数据集的文件</translation>
    </message>
    <message>
        <source>&quot;{}&quot;: cannot be fetched; there are {}</source>
        <translation>“{}”：无法下载；可下载的有 {}</translation>
    </message>
    <message>
        <source>{}: the content has the SHA-256 {}, expected {} as published</source>
        <translation>{}：内容的 SHA-256 是 {}，应为公布的 {}</translation>
    </message>
    <message>
        <source>{}: the file has the MD5 {}, expected {} as published</source>
        <translation>{}：文件的 MD5 是 {}，应为公布的 {}</translation>
    </message>
    <message>
        <source>{}: there is no home to put it into: set XDG_DATA_HOME to a folder</source>
        <translation>{}：没有可存放的主目录：请把 XDG_DATA_HOME 设为一个文件夹</translation>
    </message>
    <message>
        <source>to place it by hand, put the four files {} (packed as .gz or not) into {}, or choose the folder that has them as the dataset</source>
        <translation>要手工放置，请把四个文件 {}（压缩为 .gz 或未压缩）放入 {}，或选择含有它们的文件夹作为数据集</translation>
    </message>
    <message>
        <source>{}: another Normscope is writing there just now; try again in a moment</source>
        <translation>{}：另一个 Normscope 正在那里写入；请稍后再试</translation>
    </message>
    <message>
        <source>the lists make {} cases, too many for a network of {} nodes: use fewer values</source>
        <translation>这些列表产生 {} 个实验组合，对于有 {} 个节点的网络太多了：请减少取值</translation>
    </message>
    <message>
        <source>has more than {} runs</source>
        <translation>包含超过 {} 次运行</translation>
    </message>
    <message>
        <source>has networks of more than {} nodes together</source>
        <translation>其中的网络合计超过 {} 个节点</translation>
    </message>
    <message>
        <source>Look inside by</source>
        <translation>内部观察仪器</translation>
    </message>
    <message>
        <source>Instruments that look at weights, activations and gradients while it trains, off the clock: names, or economy, business or full for those that cost little, more, much. Empty: none.</source>
        <translation>训练时观察权重、激活值和梯度的仪器，不计入训练时间：可填名称，或填 economy、business、full，分别表示开销小、较大、很大的仪器。留空：不观察。</translation>
    </message>
    <message>
        <source>names of instruments, separated by commas, or nothing</source>
        <translation>仪器名称，用逗号分隔，或留空</translation>
    </message>
    <message>
        <source>Look every</source>
        <translation>观察间隔</translation>
    </message>
    <message>
        <source>Iterations between two looks of the instruments that look regularly. Empty: 100.</source>
        <translation>定期观察的仪器两次观察之间的迭代次数。留空：100。</translation>
    </message>
    <message>
        <source>100</source>
        <translation>100</translation>
    </message>
    <message>
        <source>At one time</source>
        <translation>同时训练</translation>
    </message>
    <message>
        <source>Networks that train at one time, of all seeds, variants and cases. It changes no result. Empty: as many as the processor has cores for.</source>
        <translation>同时训练的网络个数，所有种子、变体和情形合计。它不改变任何结果。留空：处理器的核心允许多少就多少。</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <source>there is no node &quot;{}&quot;</source>
        <translation>没有名为“{}”的节点</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; does not take &quot;{}&quot;</source>
        <translation>节点“{}”不以“{}”为输入</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; is the last one</source>
        <translation>节点“{}”是最后一个</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; joins several: nothing changes places with it</source>
        <translation>节点“{}”汇合了多个输入：不能与它交换位置</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; is the first one</source>
        <translation>节点“{}”是第一个</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; stands where paths part or meet: nothing changes places with it</source>
        <translation>节点“{}”位于路径分开或汇合之处：不能与它交换位置</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; joins several: draw a shortcut for another one</source>
        <translation>节点“{}”汇合了多个输入：要再加一个，请添加捷径</translation>
    </message>
    <message>
        <source>&quot;{}&quot; takes more than one node of others</source>
        <translation>“{}”以外部的多个节点为输入</translation>
    </message>
    <message>
        <source>others take more than one node of &quot;{}&quot;</source>
        <translation>外部以“{}”中的多个节点为输入</translation>
    </message>
    <message>
        <source>node &quot;{}&quot; does not come after &quot;{}&quot;: a shortcut leads forward</source>
        <translation>节点“{}”不在“{}”之后：捷径只能向前</translation>
    </message>
    <message>
        <source>got &apos;{}&apos;, it needs economy, business, full, or names of instruments, separated by commas: {}</source>
        <translation>得到的是“{}”，需要 economy、business、full，或仪器名称，用逗号分隔：{}</translation>
    </message>
    <message>
        <source>{}: another Normscope is fetching; waiting for it</source>
        <translation>{}：另一个 Normscope 正在下载；正在等它结束</translation>
    </message>
    <message>
        <source>{}; trying the next mirror</source>
        <translation>{}；正在尝试下一个镜像</translation>
    </message>
    <message>
        <source>{}: {} could not be fetched from any of its mirrors ({}); {}</source>
        <translation>{}：无法从任何镜像下载 {}（{}）；{}</translation>
    </message>
    <message>
        <source>{}: is not an address of https or http</source>
        <translation>{}：不是 https 或 http 地址</translation>
    </message>
    <message>
        <source>{}: the connection broke after {} bytes</source>
        <translation>{}：连接在 {} 字节后中断</translation>
    </message>
    <message>
        <source>{}: is not the published file: {}</source>
        <translation>{}：不是公布的文件：{}</translation>
    </message>
    <message>
        <source>{}; to fetch the dataset, rename or remove what is there first</source>
        <translation>{}；要下载数据集，请先重命名或移走那里的内容</translation>
    </message>
    <message>
        <source>{}: cannot be fetched ({})</source>
        <translation>{}：无法下载（{}）</translation>
    </message>
    <message>
        <source>{}: the server sends more than {} MB, which no file of a dataset has: not taken</source>
        <translation>{}：服务器发送的内容超过 {} MB，没有数据集的文件这么大：已放弃</translation>
    </message>
    <message>
        <source>{}: the server answered with nothing</source>
        <translation>{}：服务器没有返回任何内容</translation>
    </message>
    <message>
        <source>{}: leads from https to plain http, which is not followed</source>
        <translation>{}：从 https 转向明文 http，不予跟随</translation>
    </message>
    <message>
        <source>{}: leads on and on to other addresses</source>
        <translation>{}：不断转向其他地址</translation>
    </message>
    <message>
        <source>{}: nothing came for {} seconds</source>
        <translation>{}：{} 秒内没有收到任何内容</translation>
    </message>
    <message>
        <source>{}: the server&apos;s certificate is not trusted ({}); the package ca-certificates brings the authorities that are</source>
        <translation>{}：服务器的证书不受信任（{}）；软件包 ca-certificates 提供受信任的证书机构</translation>
    </message>
    <message>
        <source>{}: the server answered {} ({})</source>
        <translation>{}：服务器返回 {}（{}）</translation>
    </message>
    <message>
        <source>{}: cannot be reached ({})</source>
        <translation>{}：无法连接（{}）</translation>
    </message>
    <message>
        <source>{}: holds no certificate in PEM form</source>
        <translation>{}：不含 PEM 格式的证书</translation>
    </message>
    <message>
        <source>not saved: {}</source>
        <translation>未保存：{}</translation>
    </message>
    <message>
        <source>--test-dataset {} has the classes {} to {}, --dataset {} has {} to {}: their labels do not count from the same number</source>
        <translation>--test-dataset {} 的类别是 {} 到 {}，--dataset {} 的是 {} 到 {}：它们的标签不是从同一个数开始的</translation>
    </message>
    <message>
        <source>{}: line {} is not in the order of iterations, or one of too many</source>
        <translation>{}：第 {} 行不按迭代的顺序，或者行数太多</translation>
    </message>
    <message>
        <source>several models are set up, with BN positions of their own: choose one model to switch them</source>
        <translation>设置了多个模型，它们的 BN 位置各不相同：请选择一个模型再切换</translation>
    </message>
    <message>
        <source>a picture is saved as .svg, .pdf or .png, not as {}</source>
        <translation>图片保存为 .svg、.pdf 或 .png，而不是 {}</translation>
    </message>
    <message>
        <source>{}: at {} found label {}, expected {}</source>
        <translation>{}：在{}处发现标签 {}，应为{}</translation>
    </message>
    <message>
        <source>{}: at {} found label {}, expected {} ({} classes)</source>
        <translation>{}：在{}处发现标签 {}，应为{}（{} 个类别）</translation>
    </message>
    <message>
        <source>{}: holds the tables of several datasets ({}): give one of those</source>
        <translation>{}：含有多个数据集的表格（{}）：请指定其中一个</translation>
    </message>
    <message>
        <source>{}: line {} is longer than {} bytes</source>
        <translation>{}：第 {} 行超过 {} 字节</translation>
    </message>
    <message>
        <source>{}: line {} is empty, expected an image</source>
        <translation>{}：第 {} 行为空，应为一幅图像</translation>
    </message>
    <message>
        <source>line {}</source>
        <translation>第 {} 行</translation>
    </message>
    <message>
        <source>{}: is empty</source>
        <translation>{}：为空</translation>
    </message>
    <message>
        <source>{}: line 1 has {} columns, expected a label and 1 to {} pixels, with commas between them</source>
        <translation>{}：第 1 行有 {} 列，应为标签和 1 到 {} 个像素，以逗号分隔</translation>
    </message>
    <message>
        <source>{}: line 1: {}</source>
        <translation>{}：第 1 行：{}</translation>
    </message>
    <message>
        <source>found &quot;{}&quot; as column {}, expected it as the first</source>
        <translation>发现“{}”在第 {} 列，应为第一列</translation>
    </message>
    <message>
        <source>found &quot;{}&quot; as the first column, expected the labels</source>
        <translation>发现第一列为“{}”，应为标签</translation>
    </message>
    <message>
        <source>found {} columns of pixels, expected {} x {} as the last name says, once or three times</source>
        <translation>发现 {} 列像素，按最后一个列名应为 {} x {}，一倍或三倍</translation>
    </message>
    <message>
        <source>found {} columns of pixels, expected those of a square, once or three times, or a header whose last name is their size, such as &quot;28x20&quot;</source>
        <translation>发现 {} 列像素，应为正方形的像素数（一倍或三倍），或标题行的最后一个列名为其尺寸，例如“28x20”</translation>
    </message>
    <message>
        <source>{}: line {}, column {}: found &quot;{}&quot;, expected {}</source>
        <translation>{}：第 {} 行第 {} 列：发现“{}”，应为{}</translation>
    </message>
    <message>
        <source>a label, a whole number from 0 on</source>
        <translation>标签，即从 0 起的整数</translation>
    </message>
    <message>
        <source>{}: line {}: found {} columns, expected {}</source>
        <translation>{}：第 {} 行：发现 {} 列，应为 {} 列</translation>
    </message>
    <message>
        <source>{}: is not a dataset&apos;s file, which would be .npz, .csv, .csv.gz or one of four IDX files that lie together</source>
        <translation>{}：不是数据集文件；数据集文件应为 .npz、.csv、.csv.gz，或放在一起的四个 IDX 文件之一</translation>
    </message>
    <message>
        <source>{}; nor does it hold a file .npz, a table train.csv, or a folder of PNG files for each class</source>
        <translation>{}；其中也没有 .npz 文件、表格 train.csv 或每类一个的 PNG 文件夹</translation>
    </message>
    <message>
        <source>offset {} (image {}, counted from 0)</source>
        <translation>偏移 {}（图像 {}，从 0 数起）</translation>
    </message>
    <message>
        <source>{}: holds no images</source>
        <translation>{}：没有图像</translation>
    </message>
    <message>
        <source>{}: found images of {} pixels, expected {} as in {}</source>
        <translation>{}：发现 {} 像素的图像，应为 {}，与 {} 一致</translation>
    </message>
    <message>
        <source>{}: has no test images, and too few images of each class to split some off</source>
        <translation>{}：没有测试图像，每类的图像也太少，无法分出一部分</translation>
    </message>
    <message>
        <source>found the header {}, expected one with &apos;descr&apos;, &apos;fortran_order&apos; and &apos;shape&apos;</source>
        <translation>发现文件头 {}，应含 &apos;descr&apos;、&apos;fortran_order&apos; 和 &apos;shape&apos;</translation>
    </message>
    <message>
        <source>found something else, expected an array of NumPy&apos;s</source>
        <translation>发现其他内容，应为 NumPy 数组</translation>
    </message>
    <message>
        <source>found version {} of arrays, expected 1 to 3</source>
        <translation>发现数组格式版本 {}，应为 1 到 3</translation>
    </message>
    <message>
        <source>found a header of {} bytes, expected at most {}</source>
        <translation>发现 {} 字节的文件头，最多应为 {} 字节</translation>
    </message>
    <message>
        <source>found numbers of type {}, expected bool, integers of 1 to 8 bytes or floating-point numbers of 4 or 8</source>
        <translation>发现类型为 {} 的数，应为布尔值、1 到 8 字节的整数或 4 或 8 字节的浮点数</translation>
    </message>
    <message>
        <source>found the extent {}, expected at least 1 and a product that fits into 62 bits</source>
        <translation>发现维度大小 {}，应至少为 1，且乘积不超过 62 位</translation>
    </message>
    <message>
        <source>{}: cannot be read as a ZIP archive of arrays ({})</source>
        <translation>{}：无法作为数组的 ZIP 归档读取（{}）</translation>
    </message>
    <message>
        <source>has no size in the archive</source>
        <translation>在归档中没有大小</translation>
    </message>
    <message>
        <source>is packed by method {}, expected 0 (stored) or 8 (deflate)</source>
        <translation>压缩方法为 {}，应为 0（存储）或 8（deflate）</translation>
    </message>
    <message>
        <source>found {} bytes in {}, expected at most {}</source>
        <translation>发现 {} 字节压缩在 {} 字节中，最多应为 {} 字节</translation>
    </message>
    <message>
        <source>cannot be unpacked ({})</source>
        <translation>无法解压（{}）</translation>
    </message>
    <message>
        <source>is damaged ({})</source>
        <translation>已损坏（{}）</translation>
    </message>
    <message>
        <source>goes on behind its numbers</source>
        <translation>在数值之后还有内容</translation>
    </message>
    <message>
        <source>ends too early</source>
        <translation>过早结束</translation>
    </message>
    <message>
        <source>found a header of {} bytes, expected at least {}</source>
        <translation>发现 {} 字节的文件头，至少应为 {} 字节</translation>
    </message>
    <message>
        <source>found {} bytes, expected {} ({} of {} bytes behind a header of {})</source>
        <translation>发现 {} 字节，应为 {} 字节（{} 个 {} 字节的数，位于 {} 字节的文件头之后）</translation>
    </message>
    <message>
        <source>found the shape {}, expected N x H x W, N x H x W x C, N x C x H x W with C 1 or 3, or N x D with the pixels of a square, and at most {} rows and columns</source>
        <translation>发现形状 {}，应为 N x H x W、N x H x W x C、N x C x H x W（C 为 1 或 3），或 N x D（正方形的像素），且行列数最多为 {}</translation>
    </message>
    <message>
        <source>number {} (counted from 0) is {}, expected {}</source>
        <translation>第 {} 个数（从 0 数起）是 {}，应为{}</translation>
    </message>
    <message>
        <source>found fractions, expected whole numbers as labels</source>
        <translation>发现小数，标签应为整数</translation>
    </message>
    <message>
        <source>found the shape {}, expected whole numbers of the shape N or N x 1</source>
        <translation>发现形状 {}，应为形状 N 或 N x 1 的整数</translation>
    </message>
    <message>
        <source>image {}, counted from 0,</source>
        <translation>图像 {}（从 0 数起）</translation>
    </message>
    <message>
        <source>{}: holds several files of arrays ({}): give one of those</source>
        <translation>{}：含有多个数组文件（{}）：请指定其中一个</translation>
    </message>
    <message>
        <source>{}: found the arrays {}, expected x_train and y_train, or other usual names such as train_images and train_labels, images and labels, data and target</source>
        <translation>{}：发现数组 {}，应为 x_train 和 y_train，或其他常用名称，例如 train_images 和 train_labels、images 和 labels、data 和 target</translation>
    </message>
    <message>
        <source>{}: found the array {} alone, expected {} as well</source>
        <translation>{}：只发现数组 {}，还应有 {}</translation>
    </message>
    <message>
        <source>whole numbers from 0 to 255</source>
        <translation>0 到 255 的整数</translation>
    </message>
    <message>
        <source>numbers from 0 to 1, or from 0 to 255</source>
        <translation>0 到 1 或 0 到 255 的数</translation>
    </message>
    <message>
        <source>numbers from 0 to 1, as the training images have them</source>
        <translation>与训练图像一样的 0 到 1 的数</translation>
    </message>
    <message>
        <source>numbers from 0 to 255</source>
        <translation>0 到 255 的数</translation>
    </message>
    <message>
        <source>{}: does not begin as a PNG file does</source>
        <translation>{}：开头不是 PNG 文件</translation>
    </message>
    <message>
        <source>{}: found an image of {} x {} pixels, expected 1 to {} each</source>
        <translation>{}：发现 {} x {} 像素的图像，行列数应各为 1 到 {}</translation>
    </message>
    <message>
        <source>{}: found {} bits a channel, expected at most 8</source>
        <translation>{}：发现每通道 {} 位，最多应为 8 位</translation>
    </message>
    <message>
        <source>{}: the PNG file is damaged ({})</source>
        <translation>{}：PNG 文件已损坏（{}）</translation>
    </message>
    <message>
        <source>{}: found {} folders, expected one for each of 2 to {} classes</source>
        <translation>{}：发现 {} 个文件夹，应为每类一个，共 2 到 {} 类</translation>
    </message>
    <message>
        <source>{}: the name of the class {} is not UTF-8: rename its folder</source>
        <translation>{}：类别 {} 的名称不是 UTF-8：请重命名其文件夹</translation>
    </message>
    <message>
        <source>{}: found an image of {} pixels, expected {} as in {}</source>
        <translation>{}：发现 {} 像素的图像，应为 {}，与 {} 一致</translation>
    </message>
    <message>
        <source>{}: holds no PNG files, and each class needs some</source>
        <translation>{}：没有 PNG 文件，而每个类别都需要</translation>
    </message>
    <message>
        <source>{}: found the class {}, which {} does not have</source>
        <translation>{}：发现类别 {}，而 {} 中没有</translation>
    </message>
    <message>
        <source>What a twin compares, in the order given here; there are bn, no-bn, layer-norm, group-norm, bn-after, noisy-bn. All others are compared with no-bn, or with the last where that is not among them.</source>
        <translation>一组训练所比较的变体，按此处给出的顺序；可用的有 bn、no-bn、layer-norm、group-norm、bn-after、noisy-bn。其他变体都与 no-bn 比较；其中没有 no-bn 时，与最后一个比较。</translation>
    </message>
    <message>
        <source>The images to train on: digits that the program draws, a known dataset, or a folder or file with IDX files, arrays (.npz), tables (.csv) or PNG files.</source>
        <translation>用于训练的图像：程序绘制的数字、已知数据集，或含 IDX 文件、数组（.npz）、表格（.csv）或 PNG 文件的文件夹或文件。</translation>
    </message>
    <message>
        <source>a name, a folder or a file</source>
        <translation>名称、文件夹或文件</translation>
    </message>
    <message>
        <source>a name, a folder or a file, or nothing</source>
        <translation>名称、文件夹或文件，或留空</translation>
    </message>
    <message>
        <source>Of each class</source>
        <translation>每类最多</translation>
    </message>
    <message>
        <source>The most training samples of a class to use, of those that are not held out. They are drawn at random, but are always the same. 0: all.</source>
        <translation>每个类别最多使用的训练样本数，取自未留出的样本。随机抽取，但每次都相同。0：全部。</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白二值</translation>
    </message>
    <message>
        <source>Pixels above 127 become white and all others black, as for the network of Ioffe and Szegedy&apos;s figure 1.</source>
        <translation>大于 127 的像素变为白色，其余变为黑色，与 Ioffe 和 Szegedy 图 1 的网络相同。</translation>
    </message>
    <message>
        <source>Label noise</source>
        <translation>标签噪声</translation>
    </message>
    <message>
        <source>The share of the training labels that are wrong: each is replaced with this probability by another class, once for all epochs and alike in every variant. Labels of validation and test stay right.</source>
        <translation>错误训练标签的比例：每个标签以此概率换成另一个类别，所有轮次和所有变体都相同。验证集和测试集的标签保持正确。</translation>
    </message>
    <message>
        <source>{}: it cannot be moved to the trash</source>
        <translation>{}：无法移到回收站</translation>
    </message>
    <message>
        <source>{}: line {}: unpacks to more than {} bytes: unpack it first</source>
        <translation>{}：第 {} 行：解压后超过 {} 字节：请先解压</translation>
    </message>
    <message>
        <source>{}: holds the array {} twice (capitals do not count)</source>
        <translation>{}：数组 {} 出现两次（不区分大小写）</translation>
    </message>
    <message>
        <source>found {} labels, expected as many as the {} images in {}</source>
        <translation>有 {} 个标签，应与 {} 幅图像（在 {} 中）一样多</translation>
    </message>
    <message>
        <source>whole numbers from 0 to 255, as the training images have them</source>
        <translation>0 到 255 的整数，与训练图像相同</translation>
    </message>
    <message>
        <source>--test-dataset {}: its class {} is none of --dataset {}</source>
        <translation>--test-dataset {}：其类别 {} 不在 --dataset {} 之中</translation>
    </message>
</context>
<context>
    <name>normscope::ui::Actions</name>
    <message>
        <source>&amp;New experiment</source>
        <translation>新建实验(&amp;N)</translation>
    </message>
    <message>
        <source>Back to the settings of a new experiment</source>
        <translation>恢复新实验的设置</translation>
    </message>
    <message>
        <source>&amp;Open experiment…</source>
        <translation>打开实验(&amp;O)…</translation>
    </message>
    <message>
        <source>Settings from a file, such as a run&apos;s experiment.json</source>
        <translation>从文件读取设置，例如某次运行的 experiment.json</translation>
    </message>
    <message>
        <source>Open &amp;results…</source>
        <translation>打开结果(&amp;R)…</translation>
    </message>
    <message>
        <source>Show the results in a run&apos;s folder</source>
        <translation>显示某次运行文件夹中的结果</translation>
    </message>
    <message>
        <source>&amp;Save experiment</source>
        <translation>保存实验(&amp;S)</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Save experiment &amp;as…</source>
        <translation>实验另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the settings as a new file</source>
        <translation>把设置存为新文件</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>导出图(&amp;E)…</translation>
    </message>
    <message>
        <source>Save the chart that is shown as PNG, SVG or PDF</source>
        <translation>把当前的图存为 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>导出数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Save the numbers of the chart that is shown as CSV</source>
        <translation>把当前图的数值存为 CSV</translation>
    </message>
    <message>
        <source>Export a&amp;ll figures…</source>
        <translation>导出全部图(&amp;L)…</translation>
    </message>
    <message>
        <source>Save every chart of this experiment into a folder</source>
        <translation>把本实验的所有图存入文件夹</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Normscope</source>
        <translation>关闭 Normscope</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last change of the settings back</source>
        <translation>撤销对设置的上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation>重做撤销的更改</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>复制图(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the chart that is shown</source>
        <translation>复制当前的图</translation>
    </message>
    <message>
        <source>&amp;Train twin</source>
        <translation>训练孪生(&amp;T)</translation>
    </message>
    <message>
        <source>Train two networks that differ in batch normalization and in nothing else; while one trains, put it in the queue</source>
        <translation>训练两个只在批归一化上不同的网络；已有训练时加入队列</translation>
    </message>
    <message>
        <source>Train &amp;one</source>
        <translation>训练单个(&amp;O)</translation>
    </message>
    <message>
        <source>Train one network as it is set up</source>
        <translation>按设置训练一个网络</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause the training, or go on with it; paused time counts nowhere</source>
        <translation>暂停或继续训练；暂停的时间不计入任何时钟</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>One iteration of each network, then pause; starts a training paused where none runs</source>
        <translation>每个网络迭代一次后暂停；没有训练时以暂停状态开始</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>Run again with another see&amp;d</source>
        <translation>换种子重新运行(&amp;D)</translation>
    </message>
    <message>
        <source>The experiment that is shown once more, with the next seed</source>
        <translation>用下一个种子再次运行当前实验</translation>
    </message>
    <message>
        <source>&amp;Follow the data</source>
        <translation>跟随数据(&amp;F)</translation>
    </message>
    <message>
        <source>Reset the zoom of the chart</source>
        <translation>重置图的缩放</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>下一标签页(&amp;X)</translation>
    </message>
    <message>
        <source>The next tab of the results</source>
        <translation>结果的下一标签页</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>上一标签页(&amp;V)</translation>
    </message>
    <message>
        <source>The previous tab of the results</source>
        <translation>结果的上一标签页</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>All docks back to their places</source>
        <translation>所有停靠窗口回到原位</translation>
    </message>
    <message>
        <source>Full s&amp;creen</source>
        <translation>全屏(&amp;C)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>What batch normalization &amp;does</source>
        <translation>批归一化做了什么(&amp;D)</translation>
    </message>
    <message>
        <source>The formula, and how to read what is shown</source>
        <translation>公式，以及怎样看图</translation>
    </message>
    <message>
        <source>&amp;About Normscope</source>
        <translation>关于 Normscope(&amp;A)</translation>
    </message>
    <message>
        <source>Version, libraries, license</source>
        <translation>版本、程序库、许可证</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A tool button&apos;s tip: %1 says what it does, %2 is its key</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复训练(&amp;R)</translation>
    </message>
    <message>
        <source>Go on with the experiment that is shown, from where its training was interrupted</source>
        <translation>从训练中断处继续所显示的实验</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>设置实验(&amp;S)</translation>
    </message>
    <message>
        <source>Go to the experiment&apos;s settings, or hide the side</source>
        <translation>转到实验的设置，或隐藏侧栏</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Go to the list of experiments, or hide the side</source>
        <translation>转到实验列表，或隐藏侧栏</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Show the log below, or hide it</source>
        <translation>在下方显示日志，或将其隐藏</translation>
    </message>
    <message>
        <source>Restart on &amp;change</source>
        <translation>改动即重训(&amp;C)</translation>
    </message>
    <message>
        <source>Train anew as soon as a setting is changed; the curves before stay for a while, faint</source>
        <translation>设置一有改动就重新训练；之前的曲线以浅色保留一段时间</translation>
    </message>
    <message>
        <source>&amp;Enlarge chart</source>
        <translation>放大图(&amp;E)</translation>
    </message>
    <message>
        <source>The chart that is meant over the whole page, or all of them again</source>
        <translation>让当前的图占满整页，或重新显示所有图</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>For the back row: the chart that is meant, large, with large letters and thick lines</source>
        <translation>让后排也看得清：放大当前的图，用大字和粗线</translation>
    </message>
    <message>
        <source>Lar&amp;ger text</source>
        <translation>放大文字(&amp;G)</translation>
    </message>
    <message>
        <source>All letters a step larger</source>
        <translation>所有文字放大一级</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>All letters a step smaller</source>
        <translation>所有文字缩小一级</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>正常文字(&amp;N)</translation>
    </message>
    <message>
        <source>Letters as large as the desktop has them</source>
        <translation>文字大小与桌面设置相同</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>这是什么？(&amp;W)</translation>
    </message>
    <message>
        <source>Then click on something to be told what it is</source>
        <translation>然后点击某处，查看它的说明</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>Show the changes that can be undone, to go back to before any of them, or hide them</source>
        <translation>显示可以撤销的更改，以便回到其中任何一项之前，或将其隐藏</translation>
    </message>
    <message>
        <source>End this training; what there is stays, and the next in the queue begins</source>
        <translation>结束此训练；已有的结果保留，并开始队列中的下一个</translation>
    </message>
    <message>
        <source>Stop &amp;all</source>
        <translation>全部停止(&amp;A)</translation>
    </message>
    <message>
        <source>End the training and empty the queue; what there is stays, and the queue can be put back</source>
        <translation>结束训练并清空队列；已有的结果保留，队列可以恢复</translation>
    </message>
    <message>
        <source>Put the &amp;queue back</source>
        <translation>恢复队列(&amp;Q)</translation>
    </message>
    <message>
        <source>What was taken out of the queue by Stop all waits in it again</source>
        <translation>被“全部停止”移出队列的内容重新在队列中等待</translation>
    </message>
    <message>
        <source>Open again at the &amp;start</source>
        <translation>启动时重新打开(&amp;S)</translation>
    </message>
    <message>
        <source>Open what was open the last time when Normscope starts: experiments, tab, zooms</source>
        <translation>Normscope 启动时打开上次打开的内容：实验、标签页、缩放</translation>
    </message>
    <message>
        <source>&amp;Find anything…</source>
        <translation>查找任意内容(&amp;F)…</translation>
    </message>
    <message>
        <source>Type what you want to do: actions, settings such as “lr 0.1”, runs, help</source>
        <translation>输入您想做的事：操作、“lr 0.1”之类的设置、运行、帮助</translation>
    </message>
</context>
<context>
    <name>normscope::ui::AxesDialog</name>
    <message>
        <source>Ranges are numbers such as 0.5 or 1e-3, or empty.</source>
        <translation>范围应为 0.5 或 1e-3 这样的数，或留空。</translation>
    </message>
    <message>
        <source>A logarithmic axis begins above 0.</source>
        <translation>对数轴的起点必须大于 0。</translation>
    </message>
    <message>
        <source>A range begins below its end.</source>
        <translation>范围的起点必须小于终点。</translation>
    </message>
    <message>
        <source>Axes and titles</source>
        <translation>坐标轴与标题</translation>
    </message>
    <message>
        <source>Empty: as it is without</source>
        <translation>留空：保持原样</translation>
    </message>
    <message>
        <source>A number such as 0.5 or 1e-3; empty: by the data</source>
        <translation>如 0.5 或 1e-3 的数；留空：由数据决定</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;x axis</source>
        <translation>&amp;x 轴</translation>
    </message>
    <message>
        <source>&amp;Least x</source>
        <translation>x 最小值(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Greatest x</source>
        <translation>x 最大值(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;y axis</source>
        <translation>&amp;y 轴</translation>
    </message>
    <message>
        <source>Le&amp;ast y</source>
        <translation>y 最小值(&amp;A)</translation>
    </message>
    <message>
        <source>Gr&amp;eatest y</source>
        <translation>y 最大值(&amp;E)</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Called in the chart</source>
        <translation>图中名称</translation>
    </message>
    <message>
        <source>Names of the curves</source>
        <translation>曲线名称</translation>
    </message>
    <message>
        <source>Another name for a curve, in legend and pictures; empty: its own</source>
        <translation>曲线在图例和图片中的另一名称；留空：用原名</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ChartControls</name>
    <message>
        <source>&amp;x axis</source>
        <translation>&amp;x 轴</translation>
    </message>
    <message>
        <source>What the charts of this tab show</source>
        <translation>此标签页中的图显示什么</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>What the charts are drawn against; epochs as a real number, seconds of training alone</source>
        <translation>图的横轴；轮次为实数，秒数只计训练</translation>
    </message>
    <message>
        <source>Unit of the x axis</source>
        <translation>x 轴的单位</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic loss axis; values that are not positive are left out</source>
        <translation>损失的对数轴；非正值不画</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>对数 y 轴</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>Logarithmic x axis: shows the first iterations at large</source>
        <translation>对数 x 轴：放大最初的迭代</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>对数 x 轴</translation>
    </message>
    <message>
        <source>each one</source>
        <translation>逐个显示</translation>
    </message>
    <message>
        <source>mean ± SD</source>
        <translation>均值 ± 标准差</translation>
    </message>
    <message>
        <source>mean ± SE</source>
        <translation>均值 ± 标准误</translation>
    </message>
    <message>
        <source>mean, 95 % interval</source>
        <translation>均值与 95 % 区间</translation>
    </message>
    <message>
        <source>mean, min–max</source>
        <translation>均值与最小–最大</translation>
    </message>
    <message>
        <source>How several seeds are shown</source>
        <translation>多个种子的显示方式</translation>
    </message>
    <message>
        <source>Sh&amp;ow</source>
        <translation>显示(&amp;O)</translation>
    </message>
    <message>
        <source>See&amp;ds</source>
        <translation>种子(&amp;D)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Each seed as curves of its own, or the mean over seeds with a band around it: the standard deviation (SD), the standard error of the mean (SE), its 95 % confidence interval by Student&apos;s t, or from the least to the greatest value. Automatic: mean ± SD from three seeds on. Seeds that are not done stay by themselves.</source>
        <translation>每个种子各画自己的曲线，或画各种子的均值及其周围的区间带：标准差（SD）、均值的标准误（SE）、按 Student t 分布的均值 95 % 置信区间，或从最小值到最大值。自动：从三个种子起为均值 ± 标准差。尚未完成的种子单独显示。</translation>
    </message>
    <message>
        <source>Smoothi&amp;ng</source>
        <translation>平滑(&amp;N)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Bold lines are means of so many iterations, the last ones; off: every iteration as it is</source>
        <translation>粗线为最近这么多次迭代的均值；关：每次迭代的原始值</translation>
    </message>
    <message>
        <source>Smoothing, in iterations</source>
        <translation>平滑，以迭代次数计</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ChartsTab</name>
    <message>
        <source>Drag over a part of a chart to see it closely, turn the wheel, or use + and −; Esc shows all of it again. A double-click on a title or Enter gives a chart the whole page. In the legend a click hides a run in all charts, a double-click shows it alone.</source>
        <translation>在图的某一部分上拖动可放大细看，也可用滚轮或 + 和 − 键；Esc 重新显示全图。双击标题或按回车键，让一个图占满整页。在图例中，单击可在所有图中隐藏某个运行，双击则单独显示它。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::CommandPalette</name>
    <message>
        <source>An action, a setting such as “lr 0.1”, a run …</source>
        <translation>操作、“lr 0.1”之类的设置、运行……</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>查找任意内容</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Nothing is called so</source>
        <translation>没有叫这个名称的内容</translation>
    </message>
    <message>
        <source>Type what you want to do, choose with the arrow keys, and press Enter: actions, settings with their value such as “lr 0.1”, presets, runs, data, tabs and help, in every language that there is.</source>
        <translation>输入您想做的事，用方向键选择，然后按 Enter：操作、带值的设置（如“lr 0.1”）、预设、运行、数据、标签页和帮助，可用现有的任何语言输入。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ComparisonModel</name>
    <message>
        <source>Aspect</source>
        <translation>方面</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Convergence</source>
        <translation>收敛</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Iterations to %1 % test accuracy</source>
        <translation>达到 %1 % 测试准确率的迭代数</translation>
    </message>
    <message>
        <source>Training time to %1 % test accuracy</source>
        <translation>达到 %1 % 测试准确率的训练时间</translation>
    </message>
    <message>
        <source>Smoothed loss at iteration %1</source>
        <translation>第 %1 次迭代的平滑损失</translation>
    </message>
    <message>
        <source>Training time per epoch</source>
        <translation>每轮训练时间</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>γ and β of the normalization</source>
        <translation>归一化的 γ 和 β</translation>
    </message>
    <message>
        <source>Learned parameters</source>
        <translation>可学习参数</translation>
    </message>
    <message>
        <source>Buffers (running statistics, not learned)</source>
        <translation>缓冲区（滑动统计量，不学习）</translation>
    </message>
    <message>
        <source>Final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>Best test accuracy</source>
        <translation>最佳测试准确率</translation>
    </message>
    <message>
        <source>Epoch of the best test accuracy</source>
        <translation>最佳测试准确率所在轮次</translation>
    </message>
    <message>
        <source>Training loss in the last epoch</source>
        <translation>最后一轮的训练损失</translation>
    </message>
    <message>
        <source>Seed %1: %2</source>
        <extracomment>A seed and the difference between its runs</extracomment>
        <translation>种子 %1：%2</translation>
    </message>
    <message>
        <source>%1, mean</source>
        <extracomment>A column: %1 is a variant such as &quot;BN&quot;</extracomment>
        <translation>%1，均值</translation>
    </message>
    <message>
        <source>Mean difference (%1)</source>
        <extracomment>A column: %1 is a difference such as &quot;BN − no BN&quot;</extracomment>
        <translation>平均差（%1）</translation>
    </message>
    <message>
        <source>Difference (%1)</source>
        <translation>差（%1）</translation>
    </message>
    <message>
        <source>Processor time of training</source>
        <translation>训练的处理器时间</translation>
    </message>
</context>
<context>
    <name>normscope::ui::CopyableTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Co&amp;lumns</source>
        <translation>列(&amp;L)</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DataExportDialog</name>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>此文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>&amp;All of the chart: %1 points</source>
        <translation>整张图：%1 个点(&amp;A)</translation>
    </message>
    <message>
        <source>What is &amp;visible: %1 points</source>
        <translation>可见部分：%1 个点(&amp;V)</translation>
    </message>
    <message>
        <source>The visible range of x, without hidden curves</source>
        <translation>x 的可见范围，不含隐藏的曲线</translation>
    </message>
    <message>
        <source>CSV with a decimal point, numbers as they were measured: not smoothed, not thinned.</source>
        <translation>CSV，小数点为句点，数值为原始测量值：未平滑，未抽稀。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DataGroup</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Built-in digits</source>
        <translation>内置数字</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>The images: which there are, how many of them are used, and how they are varied.</source>
        <translation>图像：有哪些，使用多少，怎样变化。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>%1 is not on this computer yet.</source>
        <translation>%1 还不在这台计算机上。</translation>
    </message>
    <message>
        <source>Folder of a dataset</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>File of a dataset</source>
        <translation>数据集文件</translation>
    </message>
    <message>
        <source>Arrays and tables (*.npz *.csv *.csv.gz);;All files (*)</source>
        <translation>数组和表格 (*.npz *.csv *.csv.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A folder with a dataset: four IDX files, arrays (.npz), tables (train.csv, test.csv), or a folder of PNG files for each class; it can also be dropped here</source>
        <translation>含数据集的文件夹：四个 IDX 文件、数组（.npz）、表格（train.csv、test.csv），或每类一个的 PNG 文件夹；也可以拖放到这里</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>A file with a dataset: arrays (.npz) or a table (.csv, .csv.gz) of labels and pixels; it can also be dropped here</source>
        <translation>含数据集的文件：数组（.npz），或由标签和像素组成的表格（.csv、.csv.gz）；也可以拖放到这里</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DatasetStrip</name>
    <message>
        <source>The first training images</source>
        <translation>最前面的训练图像</translation>
    </message>
    <message>
        <source>Sample images of the dataset</source>
        <translation>数据集的样例图像</translation>
    </message>
</context>
<context>
    <name>normscope::ui::Expectation</name>
    <message>
        <source>What do you expect?</source>
        <translation>您预期会怎样？</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Written down with the next training and printed in its report, before what came out. It cannot be changed afterwards.</source>
        <translation>随下一次训练一起记录，并印在其报告中，位于结果之前。之后不能更改。</translation>
    </message>
    <message>
        <source>What you expect of the training</source>
        <translation>您对这次训练的预期</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExperimentDocument</name>
    <message>
        <source>Change of what is trained</source>
        <translation>更改训练内容</translation>
    </message>
    <message>
        <source>Change of “%1”</source>
        <translation>更改“%1”</translation>
    </message>
    <message>
        <source>one value: it is for all of the networks. Choose one model to give several values</source>
        <translation>单个值：它用于所有网络。若要给出多个值，请选择一种模型</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”：%2</translation>
    </message>
    <message>
        <source>“%1”: several values make several cases of a twin: give one value to train one network</source>
        <translation>“%1”：多个值构成孪生训练的多种情形：要训练单个网络，请只给一个值</translation>
    </message>
    <message>
        <source>“%1”: choose one to train one network</source>
        <translation>“%1”：要训练单个网络，请选择其中一种</translation>
    </message>
    <message>
        <source>The dataset was not found: choose another one in “%1”, or its folder with “%2”. (%3)</source>
        <extracomment>%1 is the field for the dataset, %2 the button below it</extracomment>
        <translation>没有找到数据集：请在“%1”中另选一个，或用“%2”选择它所在的文件夹。（%3）</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新实验</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Open network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Switch BN on</source>
        <translation>打开 BN</translation>
    </message>
    <message>
        <source>Switch BN off</source>
        <translation>关闭 BN</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportAllDialog</name>
    <message numerus="yes">
        <source>%n figure(s):</source>
        <translation>
            <numerusform>%n 张图：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are there already and will be replaced.</source>
        <translation>
            <numerusform>%n 个文件已存在，将被替换。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export all figures</source>
        <translation>导出全部图</translation>
    </message>
    <message>
        <source>&amp;Save all</source>
        <translation>全部保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportController</name>
    <message>
        <source>No chart is shown</source>
        <translation>没有显示图</translation>
    </message>
    <message>
        <source>No experiment is shown</source>
        <translation>没有显示实验</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportDialog</name>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>此文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>As it will be written</source>
        <translation>与写入的一致</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Titles and labels…</source>
        <translation>标题与标签(&amp;T)…</translation>
    </message>
    <message>
        <source>Other titles, ranges and names of curves, on the screen and in pictures</source>
        <translation>更改标题、范围和曲线名称，用于屏幕和图片</translation>
    </message>
</context>
<context>
    <name>normscope::ui::FileController</name>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Experiments (*.json);;All files (*)</source>
        <translation>实验 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open results</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>Save the changes of “%1”?</source>
        <translation>保存对“%1”的更改吗？</translation>
    </message>
    <message>
        <source>Normscope</source>
        <translation>Normscope</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>Keep as preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>Replace the preset “%1”?</source>
        <translation>替换预设“%1”？</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>删除预设</translation>
    </message>
    <message>
        <source>Goes to the trash:</source>
        <translation>移到回收站：</translation>
    </message>
    <message>
        <source>Preset %1</source>
        <translation>预设 %1</translation>
    </message>
</context>
<context>
    <name>normscope::ui::FileField</name>
    <message>
        <source>Folder for the figures</source>
        <translation>存放图的文件夹</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>normscope::ui::HeatStrip</name>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy &amp;data as CSV</source>
        <translation>复制数据为 CSV(&amp;D)</translation>
    </message>
    <message>
        <source>Export data…</source>
        <translation>导出数据…</translation>
    </message>
</context>
<context>
    <name>normscope::ui::InsideHeat</name>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Rows are layers from the input on, colours are values at each look, on one scale for both runs. A click on a cell, or Enter, opens its layer; the wheel, + and − zoom into the iterations; Esc shows all of them.</source>
        <translation>各行是从输入起的各层，颜色是每次观察的值，两个运行用同一标度。点击一格或按回车键打开该层；滚轮、+ 和 − 缩放迭代；Esc 显示全部。</translation>
    </message>
    <message>
        <source>All layers at every look, left</source>
        <translation>每次观察的所有层，左</translation>
    </message>
    <message>
        <source>All layers at every look, right</source>
        <translation>每次观察的所有层，右</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a run, %2 a value</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, iteration %2 — %3</source>
        <extracomment>%1 is a layer, %2 the number of an iteration, %3 values of runs</extracomment>
        <translation>%1，第 %2 次迭代 — %3</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>导出数据</translation>
    </message>
</context>
<context>
    <name>normscope::ui::InsideTab</name>
    <message>
        <source>“%1” will be measured in the next training.</source>
        <translation>下一次训练将测量“%1”。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is a verdict such as &quot;As in the paper.&quot;, %2 the numbers behind it</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>“%1” is measured at the end of an epoch: there is nothing to be shown yet.</source>
        <translation>“%1”在每轮结束时测量：还没有可显示的内容。</translation>
    </message>
    <message>
        <source>“%1” has nothing to be shown yet, or nothing of this network.</source>
        <translation>“%1”还没有可显示的内容，或对此网络没有内容。</translation>
    </message>
    <message>
        <source>“%1” was not measured in these runs. Tick it in the form, group “Run”, field “%2”, or press the button, and train.</source>
        <translation>这些运行没有测量“%1”。请在表单“运行”一组的“%2”字段中勾选，或按下面的按钮，然后训练。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>A question, all layers at every look, or one layer closely</source>
        <translation>一个问题、每次观察的所有层，或仔细看一层</translation>
    </message>
    <message>
        <source>of</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>The run that is looked into</source>
        <translation>要观察的运行</translation>
    </message>
    <message>
        <source>beside</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>The run that is shown beside it, on the same scale</source>
        <translation>以同一标度与之并列显示的运行</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>What is shown of each layer at each look</source>
        <translation>每次观察显示每层的什么</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The layer that is looked at closely</source>
        <translation>要仔细看的层</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>The unit of this layer, or the channel of its images</source>
        <translation>此层的单元，或其图像的通道</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Colours by the logarithm of the value</source>
        <translation>按值的对数着色</translation>
    </message>
    <message>
        <source>What follows from the numbers by fixed rules: whether this run does what the paper reports, or whether there is too little to say.</source>
        <translation>按固定规则由数字得出的结论：此运行是否与论文报告的一致，或是否不足以下结论。</translation>
    </message>
    <message>
        <source>Measure it in the next training</source>
        <translation>在下一次训练中测量</translation>
    </message>
    <message>
        <source>Adds the instrument to those that look in the next training.</source>
        <translation>把该仪器加入下一次训练的观察。</translation>
    </message>
    <message>
        <source>All layers at every look</source>
        <translation>每次观察的所有层</translation>
    </message>
    <message>
        <source>One layer closely</source>
        <translation>仔细看一层</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>What batch normalization does to the networks while they learn, as instruments saw it: a page a question, and all layers at every look. Which instruments look is set in the form, under “Run”.</source>
        <translation>仪器所见的批归一化在网络学习时对其所做的事：每个问题一页，以及每次观察的所有层。由哪些仪器观察在表单的“运行”一组中设置。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::KeptSession</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Normscope</source>
        <translation>Normscope</translation>
    </message>
    <message numerus="yes">
        <source>%n experiments of the last time could not be opened again.</source>
        <translation>
            <numerusform>上次的 %n 个实验无法重新打开。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::LayerTableModel</name>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Batch normalization at this position, on or off</source>
        <translation>此位置的批归一化，开或关</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Multiplications with additions for one sample</source>
        <translation>单个样本的乘加运算次数</translation>
    </message>
    <message>
        <source>Memory that the outputs of the layer take for a batch</source>
        <translation>一个批次中该层输出所占的内存</translation>
    </message>
    <message>
        <source>Pixels of the image that one value depends on</source>
        <translation>一个输出值所依赖的图像像素范围</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加运算</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>感受野</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LegendEntry</name>
    <message>
        <source>Space hides or shows the curve, Enter shows it alone</source>
        <translation>空格键隐藏或显示曲线，回车键单独显示</translation>
    </message>
    <message>
        <source>%1
Click: hide or show. Double-click: show alone.</source>
        <extracomment>A legend entry&apos;s tip: %1 is its whole name</extracomment>
        <translation>%1
单击：隐藏或显示。双击：单独显示。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LineChart</name>
    <message>
        <source>%1: %2</source>
        <extracomment>Above the values at a chart&apos;s crosshair: %1 is &quot;Iteration&quot;, %2 a number</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Show all data again, and what is still to come (Esc)</source>
        <translation>重新显示全部数据并跟随新数据（Esc）</translation>
    </message>
    <message>
        <source>Follow the data</source>
        <translation>跟随数据</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, %4 from %5 to %6; curves: %7</source>
        <extracomment>For screen readers: %1 and %4 are titles of axes, the others numbers</extracomment>
        <translation>%1从 %2 到 %3，%4从 %5 到 %6；曲线：%7</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy &amp;data as CSV</source>
        <translation>复制数据为 CSV(&amp;D)</translation>
    </message>
    <message>
        <source>Log &amp;y</source>
        <translation>对数 &amp;y</translation>
    </message>
    <message>
        <source>Log &amp;x</source>
        <translation>对数 &amp;x</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>图的内容</translation>
    </message>
    <message>
        <source>&amp;All charts (Enter)</source>
        <translation>全部图（Enter）(&amp;A)</translation>
    </message>
    <message>
        <source>En&amp;large (Enter)</source>
        <translation>放大（Enter）(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Axes and titles…</source>
        <translation>坐标轴与标题(&amp;A)…</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LogPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Least important level that is shown</source>
        <translation>显示的最低级别</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the lines that are shown</source>
        <translation>复制显示的行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget all lines; run.log of each experiment keeps its own</source>
        <translation>清除所有行；每个实验的 run.log 仍保留</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the program has told since it was started, the newest last. Each experiment keeps its own in run.log of its folder.</source>
        <translation>程序启动以来的消息，最新的在最后。每个实验自己的日志保存在其文件夹的 run.log 中。</translation>
    </message>
    <message>
        <source>The least important lines that are shown.</source>
        <translation>显示的最低级别。</translation>
    </message>
    <message>
        <source>Only lines that have this text are shown.</source>
        <translation>只显示含有此文本的行。</translation>
    </message>
    <message>
        <source>Copies the lines that are shown.</source>
        <translation>复制显示的行。</translation>
    </message>
    <message>
        <source>Forgets all lines; run.log of each experiment keeps its own.</source>
        <translation>清除所有行；每个实验的 run.log 仍保留自己的内容。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新实验</translation>
    </message>
    <message>
        <source>%1[*] – Normscope</source>
        <extracomment>The window&apos;s title; [*] marks unsaved changes</extracomment>
        <translation>%1[*] – Normscope</translation>
    </message>
    <message>
        <source>Training is running</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Stop the training and close Normscope?</source>
        <translation>停止训练并关闭 Normscope 吗？</translation>
    </message>
    <message>
        <source>What has been trained so far stays in the results folder.</source>
        <translation>已训练的内容保留在结果文件夹中。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n experiments wait in the queue: they will not be trained.</source>
        <translation>
            <numerusform>有 %n 个实验在队列中等待：它们将不会被训练。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use the best values</source>
        <translation>使用最佳取值</translation>
    </message>
</context>
<context>
    <name>normscope::ui::MissingDataset</name>
    <message>
        <source>This desktop opens no folder: put the four files into %1</source>
        <translation>这个桌面无法打开文件夹：请把四个文件放入 %1</translation>
    </message>
    <message>
        <source>%1, file %2 of %3: %4 MB, %5 MB/s</source>
        <extracomment>MNIST, file 1 of 4: how much of it has come, and how fast</extracomment>
        <translation>%1，第 %2/%3 个文件：%4 MB，%5 MB/s</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>Cancelled. The next download goes on from here.</source>
        <translation>已取消。下次下载将从这里继续。</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>下载 %1</translation>
    </message>
    <message>
        <source>Fetches the four files of %1 from where they are published, once</source>
        <translation>从发布处下载 %1 的四个文件，只下载一次</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开它的文件夹</translation>
    </message>
    <message>
        <source>Opens the folder that the four files of %1 belong into, packed as .gz or not, where there is no network</source>
        <translation>没有网络时，打开应放入 %1 四个文件（压缩为 .gz 或未压缩）的文件夹</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Download of %1</source>
        <translation>%1 的下载</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ModelGroup</name>
    <message>
        <source>running ← %1 · running + %2 · batch   (PyTorch: momentum=%2)</source>
        <translation>滑动值 ← %1 · 滑动值 + %2 · 批值（PyTorch：momentum=%2）</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>The networks: family, widths and what stands in the places of batch normalization.</source>
        <translation>网络：类型、宽度，以及批归一化的位置上放什么。</translation>
    </message>
    <message>
        <source>The network layer by layer, with the shape of its output and its parameters. The check box of a BN layer switches it off in every variant; Space does the same.</source>
        <translation>逐层列出的网络，附各层输出的形状和参数。BN 层的复选框可在每个变体中关闭该层；空格键作用相同。</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <extracomment>%1 is a family of networks: &quot;MLP&quot;</extracomment>
        <translation>回到 %1</translation>
    </message>
    <message>
        <source>Leave the network that was changed by hand, or read from a file</source>
        <translation>不再使用手工修改或从文件读入的网络</translation>
    </message>
</context>
<context>
    <name>normscope::ui::NetworkDocument</name>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>删除“%1”</translation>
    </message>
    <message>
        <source>Move “%1”</source>
        <translation>移动“%1”</translation>
    </message>
    <message>
        <source>Duplicate “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Draw a shortcut</source>
        <translation>添加捷径</translation>
    </message>
    <message>
        <source>Change of %1, %2</source>
        <extracomment>%1 is a layer, %2 one of its numbers: &quot;Change of conv1, out_channels&quot;</extracomment>
        <translation>更改 %1 的 %2</translation>
    </message>
</context>
<context>
    <name>normscope::ui::NetworkEditor</name>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>Choose the layer where the shortcut ends, and press S. Or draw a line from one layer to another.</source>
        <translation>选择捷径终点的层，然后按 S。也可以从一层拖到另一层画一条线。</translation>
    </message>
    <message>
        <source>Copied: a Python program that builds the network as it is shown.</source>
        <translation>已复制：按图构建网络的 Python 程序。</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>图片 (*.svg *.pdf *.png)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <source>Networks (*.json);;All files (*)</source>
        <translation>网络 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <extracomment>%1 is a family of networks: &quot;MLP&quot;</extracomment>
        <translation>回到 %1</translation>
    </message>
    <message>
        <source>Own network, changed by hand; it takes the place of the model among the settings.</source>
        <translation>自定义网络，经手工修改；它取代设置中的模型。</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Put a layer onto the line that is chosen, or behind the layer that is (Insert)</source>
        <translation>在所选的连线上或所选的层之后插入一层（Insert）</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>层面板</translation>
    </message>
    <message>
        <source>Kinds of layers that can be dragged onto a line</source>
        <translation>可以拖到连线上的各种层</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Take out what is chosen (Delete)</source>
        <translation>删除所选的层或块（Delete）</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Put a copy of the layer or block behind it (Ctrl+D)</source>
        <translation>在该层或块之后放一份副本（Ctrl+D）</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Change places with the layer before (Alt+Up)</source>
        <translation>与前一层交换位置（Alt+上）</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Change places with the layer behind (Alt+Down)</source>
        <translation>与后一层交换位置（Alt+下）</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>捷径</translation>
    </message>
    <message>
        <source>Add the output of one layer to that of a later one: begin here (S)</source>
        <translation>把一层的输出加到后面某层的输出上：从这里开始（S）</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Fold the block of the chosen layer, or open it (Enter)</source>
        <translation>折叠所选层所在的块，或将其展开（Enter）</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Fold all blocks, or open them</source>
        <translation>折叠所有块，或将其展开</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show all of the network (0)</source>
        <translation>显示整个网络（0）</translation>
    </message>
    <message>
        <source>Copy as PyTorch</source>
        <translation>复制为 PyTorch</translation>
    </message>
    <message>
        <source>Copy a Python program that builds the network as it is shown</source>
        <translation>复制按图构建网络的 Python 程序</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save the drawing as SVG, PDF or PNG</source>
        <translation>将图保存为 SVG、PDF 或 PNG</translation>
    </message>
    <message>
        <source>Save network…</source>
        <translation>保存网络…</translation>
    </message>
    <message>
        <source>Save the network as a file, as --network takes it</source>
        <translation>将网络保存为 --network 可用的文件</translation>
    </message>
    <message>
        <source>Which network is shown</source>
        <translation>显示哪个网络</translation>
    </message>
    <message>
        <source>The network that is trained next. A click on a BN layer switches it off or on; a double click opens a folded block. The wheel zooms, dragging moves. With the keyboard: the arrows walk along the lines, Space switches BN, Insert puts a layer in, Delete takes one out, Enter changes its numbers.</source>
        <translation>接下来要训练的网络。单击 BN 层可将其关闭或打开；双击可展开折叠的块。滚轮缩放，拖动移动。用键盘时：方向键沿连线移动，空格键开关 BN，Insert 插入一层，Delete 删除一层，Enter 修改其数值。</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Own network</source>
        <translation>自建网络</translation>
    </message>
    <message>
        <source>The network as each variant has it, or all of them beside each other</source>
        <translation>各变体的网络，或全部并排显示</translation>
    </message>
</context>
<context>
    <name>normscope::ui::NetworkTab</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The network that is trained next, as a picture: batch normalization is switched by a click, layers are put in, taken out and changed.</source>
        <translation>接下来要训练的网络的图：单击即可开关批归一化，可以插入、删除和修改各层。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::NetworkView</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Show the network with BN to switch its positions.</source>
        <translation>请先显示带 BN 的网络，再切换其位置。</translation>
    </message>
    <message>
        <source>Show the network with BN to change it.</source>
        <translation>请显示带 BN 的网络后再修改。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OptimizerGroup</name>
    <message>
        <source>Optimizer (SGD)</source>
        <translation>优化器（SGD）</translation>
    </message>
    <message>
        <source>Learning rate on a log scale, from 1e-5 to 10</source>
        <translation>对数刻度的学习率，从 1e-5 到 10</translation>
    </message>
    <message>
        <source>Learning rate on a log scale</source>
        <translation>对数刻度的学习率</translation>
    </message>
    <message>
        <source>Stochastic gradient descent and its learning rate over the run.</source>
        <translation>随机梯度下降，及其学习率在运行过程中的变化。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OverlayTab</name>
    <message>
        <source>Overlay and difference</source>
        <translation>叠加与差异</translation>
    </message>
    <message>
        <source>One quantity of all runs over each other, and below how far each is from the reference at the same place, or the difference of any two runs.</source>
        <translation>所有运行的同一个量叠加在一起，下方是各运行在相同位置与参照的差距，或任意两个运行之差。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OverviewTab</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Loss, batch accuracy and test accuracy of all runs that are checked.</source>
        <translation>所有勾选的运行的损失、批准确率和测试准确率。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::PairPicker</name>
    <message>
        <source>each − its reference</source>
        <translation>各变体 − 其参照</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>The difference of any two runs, the first minus the second; or of each variant to its reference</source>
        <translation>任意两个运行之差，第一个减第二个；或各变体与其参照之差</translation>
    </message>
    <message>
        <source>Difference: the first</source>
        <translation>差：第一个</translation>
    </message>
    <message>
        <source>What the first is compared with</source>
        <translation>与第一个比较的对象</translation>
    </message>
    <message>
        <source>Difference: the second</source>
        <translation>差：第二个</translation>
    </message>
</context>
<context>
    <name>normscope::ui::PictureForm</name>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Vector drawing with real text</source>
        <translation>矢量图，文字为真实文本</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 矢量图</translation>
    </message>
    <message>
        <source>PDF drawing</source>
        <translation>PDF 矢量图</translation>
    </message>
    <message>
        <source>Column, 8.5 cm</source>
        <translation>单栏，8.5 cm</translation>
    </message>
    <message>
        <source>Page, 16 cm</source>
        <translation>整页，16 cm</translation>
    </message>
    <message>
        <source>Slide, 25.4 cm</source>
        <translation>幻灯片，25.4 cm</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义尺寸</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>SVG and PDF stay sharp at any size; PNG goes everywhere</source>
        <translation>SVG 和 PDF 在任何尺寸下都清晰；PNG 到处可用</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>尺寸(&amp;Z)</translation>
    </message>
    <message>
        <source>Sizes for papers and slides</source>
        <translation>适合论文和幻灯片的尺寸</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>2 to 200 cm</source>
        <translation>2 至 200 cm</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>Of PNG: 36 to 2400 dots per inch; print wants 300</source>
        <translation>PNG：每英寸 36 至 2400 点；印刷需要 300</translation>
    </message>
    <message>
        <source>Fo&amp;nt size</source>
        <translation>字号(&amp;N)</translation>
    </message>
    <message>
        <source>4 to 72 points, as on paper</source>
        <translation>4 至 72 磅，与纸上相同</translation>
    </message>
    <message>
        <source> cm</source>
        <translation> cm</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
</context>
<context>
    <name>normscope::ui::PresetBox</name>
    <message>
        <source>%1, changed</source>
        <extracomment>%1 is a preset&apos;s title</extracomment>
        <translation>%1（已修改）</translation>
    </message>
    <message>
        <source>Start from a preset…</source>
        <translation>从预设开始…</translation>
    </message>
    <message>
        <source>Ready-made experiments on the dataset that is chosen</source>
        <translation>在所选数据集上的现成实验</translation>
    </message>
    <message>
        <source>%1. Picking one replaces all other settings; Undo brings them back.</source>
        <translation>%1。选择一个会替换所有其他设置；“撤销”可以恢复。</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Keep the settings as a preset…</source>
        <translation>将设置保存为预设…</translation>
    </message>
    <message>
        <source>Remove a preset…</source>
        <translation>删除预设…</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ProbeButton</name>
    <message>
        <source>Instruments…</source>
        <translation>仪器…</translation>
    </message>
    <message>
        <source>Which instruments look inside the networks, one by one</source>
        <translation>逐一选择观察网络内部的仪器</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>economy: cheap</source>
        <translation>economy：开销小</translation>
    </message>
    <message>
        <source>business: dearer</source>
        <translation>business：开销较大</translation>
    </message>
    <message>
        <source>full: all</source>
        <translation>full：全部</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RecentFiles</name>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ReportChoices</name>
    <message>
        <source>Report on</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>The experiment that is selected in the list of experiments</source>
        <translation>实验列表中选中的实验</translation>
    </message>
    <message>
        <source>All experiments that are checked in the list of experiments, compared in one report</source>
        <translation>实验列表中勾选的所有实验，在一份报告中对比</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>The report&apos;s language; the window keeps its own</source>
        <translation>报告的语言；窗口保持自己的语言</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>纸张(&amp;P)</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Of the PDF and of the LaTeX source</source>
        <translation>用于 PDF 和 LaTeX 源文件</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Read the results&apos; folder again and make the report anew</source>
        <translation>重新读取结果文件夹并重新生成报告</translation>
    </message>
    <message>
        <source>&amp;Bands over seeds</source>
        <translation>各种子的区间带(&amp;B)</translation>
    </message>
    <message>
        <source>What the figures draw around the mean of several seeds</source>
        <translation>多个种子时，图中均值周围所画的范围</translation>
    </message>
    <message>
        <source>All &amp;checked (%1)</source>
        <translation>所有勾选的（%1）(&amp;C)</translation>
    </message>
    <message>
        <source>This experime&amp;nt</source>
        <translation>本实验(&amp;N)</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>标题(&amp;I)</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>报告的主题</translation>
    </message>
    <message>
        <source>In place of the title that the report has by itself</source>
        <translation>代替报告自带的标题</translation>
    </message>
    <message>
        <source>&amp;Author</source>
        <translation>作者(&amp;A)</translation>
    </message>
    <message>
        <source>Your name, or the names of your group: under the title</source>
        <translation>您的姓名或小组成员的姓名：写在标题下方</translation>
    </message>
    <message>
        <source>Co&amp;urse</source>
        <translation>课程(&amp;U)</translation>
    </message>
    <message>
        <source>The course that it is handed in for: under the title</source>
        <translation>提交此报告的课程：写在标题下方</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ReportContents</name>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Goes to that section of the report</source>
        <translation>转到报告的这一节</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ReportExport</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Write report</source>
        <translation>写入报告(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Write report…</source>
        <translation>写入报告(&amp;W)…</translation>
    </message>
    <message>
        <source>Report, figures and tables into the folder of the results, as the command “normscope report” writes them</source>
        <translation>将报告、图和表写入结果文件夹，与命令 normscope report 所写的相同</translation>
    </message>
    <message>
        <source>Report, figures and tables into a folder of your choice</source>
        <translation>将报告、图和表写入所选的文件夹</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>打开文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Save P&amp;DF…</source>
        <translation>保存 PDF(&amp;D)…</translation>
    </message>
    <message>
        <source>One file that needs nothing else</source>
        <translation>单个文件，不依赖其他文件</translation>
    </message>
    <message>
        <source>The source, with its figures in a folder beside it</source>
        <translation>源文件，图放在旁边的文件夹中</translation>
    </message>
    <message>
        <source>Save &amp;Markdown…</source>
        <translation>保存 Markdown(&amp;M)…</translation>
    </message>
    <message>
        <source>The text, with its figures in a folder beside it</source>
        <translation>文本，图放在旁边的文件夹中</translation>
    </message>
    <message>
        <source>Show the folder that the report was written to last, or that of the results</source>
        <translation>显示上次写入报告的文件夹，或结果文件夹</translation>
    </message>
    <message>
        <source>&amp;Save HTML…</source>
        <translation>保存 HTML(&amp;S)…</translation>
    </message>
    <message>
        <source>Save LaTe&amp;X…</source>
        <translation>保存 LaTeX(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Zip to hand in…</source>
        <translation>打包提交(&amp;Z)…</translation>
    </message>
    <message>
        <source>One file with the report, figures, tables and the commands that make all of it again, of everything that the report is on: no weights, no data</source>
        <translation>单个文件，包含报告所涉及全部实验的报告、图、表，以及重新生成这一切的命令；不含权重和数据</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ReportTab</name>
    <message>
        <source>Making the report …</source>
        <translation>正在生成报告…</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>It was cancelled. Refresh makes it again.</source>
        <translation>已取消。点“刷新”可重新生成。</translation>
    </message>
    <message>
        <source>Cancelled. Files that were written already are whole.</source>
        <translation>已取消。已写入的文件是完整的。</translation>
    </message>
    <message>
        <source>The report is being made</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>There is no report of this</source>
        <translation>无法生成此报告</translation>
    </message>
    <message>
        <source>Still training</source>
        <translation>仍在训练</translation>
    </message>
    <message>
        <source>The report is made as soon as the training has ended. To report on what there is, end it with Stop: the report will say that it was cut off, and Resume goes on with it.</source>
        <translation>训练结束后即生成报告。若要就现有结果生成报告，请点“停止”：报告会注明训练被中断，之后可用“恢复”继续训练。</translation>
    </message>
    <message>
        <source>Nothing to report yet</source>
        <translation>尚无可报告的内容</translation>
    </message>
    <message>
        <source>No run of this experiment has made a step. Press Train twin (F5), or open results by File ▸ Open results.</source>
        <translation>此实验还没有任何一步训练。请点“训练孪生”(F5)，或通过“文件 ▸ 打开结果”打开已有结果。</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <extracomment>In a file dialog: %1 is PDF, HTML, TEX, MD or ZIP</extracomment>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the report</source>
        <translation>报告生成进度</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Zip to hand in</source>
        <translation>打包提交</translation>
    </message>
    <message>
        <source>The report as it will be written: choose what it is about and in which language, then save it or pack it to hand in.</source>
        <translation>将要写出的报告：选择其内容和语言，然后保存，或打包以便提交。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ReportView</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Being drawn …</source>
        <translation>正在绘制…</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ResultsPanel</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What came out of the experiments that are checked among the runs: charts, tables, report.</source>
        <translation>在“运行”中勾选的实验的结果：图、表格、报告。</translation>
    </message>
    <message>
        <source>Train, or choose a run</source>
        <translation>请训练，或选择一个运行</translation>
    </message>
    <message>
        <source>Press Train twin (F5): two networks, alike but for batch normalization, learn side by side. With the settings as they are, it takes seconds. Or choose one of the runs at the left to see what came of it.</source>
        <translation>按“训练孪生”（F5）：两个除批归一化外完全相同的网络并排学习。按当前设置只需几秒。也可以在左侧选择一个运行，查看它的结果。</translation>
    </message>
    <message numerus="yes">
        <source>Show the %n experiments that there are</source>
        <translation>
            <numerusform>显示已有的 %n 个实验</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunAboutDialog</name>
    <message>
        <source>Title, tags and notes</source>
        <translation>标题、标签与备注</translation>
    </message>
    <message>
        <source>thesis, baseline</source>
        <translation>论文, 基线</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ags</source>
        <translation>标签(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>Tags and notes of %n experiments</source>
        <translation>
            <numerusform>%n 个实验的标签与备注</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags that some of them have</source>
        <translation>其中一些实验的标签</translation>
    </message>
    <message>
        <source>Checked: all of them get it. Unchecked: none has it. Half checked: as it is</source>
        <translation>勾选：全部都有。不勾选：全部都没有。半勾选：保持原样</translation>
    </message>
    <message>
        <source>&amp;Starred</source>
        <translation>加星标(&amp;S)</translation>
    </message>
    <message>
        <source>A&amp;dd tags</source>
        <translation>添加标签(&amp;D)</translation>
    </message>
    <message>
        <source>Is added below the notes of each</source>
        <translation>添加到每个实验的备注之后</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunBar</name>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>seed %1 of %2</source>
        <translation>种子 %1 / %2</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>This epoch</source>
        <translation>本轮</translation>
    </message>
    <message>
        <source>Progress of this epoch</source>
        <translation>本轮进度</translation>
    </message>
    <message>
        <source>The whole experiment</source>
        <translation>整个实验</translation>
    </message>
    <message>
        <source>Progress of the whole experiment</source>
        <translation>整个实验的进度</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>训练状态</translation>
    </message>
    <message>
        <source>What trains now: how far it is, how fast, and how long it takes until it is done.</source>
        <translation>正在训练的内容：进度、速度，以及还需多久完成。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunFilter</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>The title of a group of experiments, and how many there are in it</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunGroup</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>How long is trained, how often, and with how much of the machine.</source>
        <translation>训练多久、多少次，以及使用多少机器资源。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunHistory</name>
    <message>
        <source>In its place there is something else now: %1</source>
        <translation>原来的位置上现在有别的内容：%1</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>删除“%1”</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n experiments</source>
        <translation>
            <numerusform>删除 %n 个实验</numerusform>
        </translation>
    </message>
    <message>
        <source>The trash does not take “%1”: it stays where it is.</source>
        <translation>回收站不接收“%1”：仍留在原处。</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names in a list</comment>
        <translation>”、“</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n experiments.</source>
        <translation>
            <numerusform>已删除 %n 个实验。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” stays in the trash. %2</source>
        <translation>“%1”仍在回收站中。%2</translation>
    </message>
    <message>
        <source>“%1” is being trained and cannot be deleted now. Stop it first.</source>
        <translation>“%1”正在训练，现在不能删除。请先停止训练。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunNotices</name>
    <message numerus="yes">
        <source>And %n more: see the tab Table.</source>
        <translation>
            <numerusform>另有 %n 条：见“表格”标签页。</numerusform>
        </translation>
    </message>
    <message>
        <source>Notices on the runs</source>
        <translation>关于运行的提示</translation>
    </message>
    <message>
        <source>What to know before one reads the figures: runs that diverged, were stopped or failed, and why. An experiment that is not finished can be gone on with.</source>
        <translation>看数值之前需要知道的：哪些运行发散、被停止或失败，以及原因。未完成的实验可以继续训练。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunTreeModel</name>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>1st in the queue</source>
        <translation>队列中第 1 个</translation>
    </message>
    <message>
        <source>2nd in the queue</source>
        <translation>队列中第 2 个</translation>
    </message>
    <message>
        <source>3rd in the queue</source>
        <translation>队列中第 3 个</translation>
    </message>
    <message>
        <source>number %1 in the queue</source>
        <extracomment>Its place: 4 or more</extracomment>
        <translation>队列中第 %1 个</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <extracomment>The best of several cases</extracomment>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>pinned as baseline</source>
        <translation>已固定为基线</translation>
    </message>
    <message>
        <source>The title that was given, or the settings that matter</source>
        <translation>所给的标题，或关键的设置</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>How far its training has come</source>
        <translation>训练进行到何处</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>When it was begun</source>
        <translation>开始的时间</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Settings that differ between its cases, or from a new experiment</source>
        <translation>在各情形之间不同的设置，或与新实验不同的设置</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Test accuracy of the first variant minus that of the reference, in the mean over seeds</source>
        <translation>第一个变体的测试准确率减去参照的测试准确率，取各种子的均值</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Seconds of training, all runs together</source>
        <translation>训练的秒数，所有运行合计</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Test accuracy after the last epoch, in the mean over seeds; of several cases the best one&apos;s</source>
        <translation>最后一轮之后的测试准确率，取各种子的均值；有多种情形时为最佳情形的值</translation>
    </message>
    <message>
        <source>With BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>Without BN</source>
        <translation>无 BN</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunsPanel</name>
    <message numerus="yes">
        <source>None of %n experiments is like that.</source>
        <extracomment>Below the filter of the runs</extracomment>
        <translation>
            <numerusform>%n 个实验中没有符合条件的。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n experiments</source>
        <translation>
            <numerusform>%n 个实验中的 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been trained yet.</source>
        <translation>还没有训练任何内容。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo what was done last to runs</source>
        <translation>撤销上一次对运行的操作</translation>
    </message>
    <message>
        <source>Brings back what was deleted last, as it was.</source>
        <translation>恢复上次删除的内容，与原来一样。</translation>
    </message>
    <message>
        <source>Filter: cnn lr&lt;0.1 accuracy&gt;98%</source>
        <translation>筛选：cnn lr&lt;0.1 accuracy&gt;98%</translation>
    </message>
    <message>
        <source>Filter of the runs</source>
        <translation>运行的筛选</translation>
    </message>
    <message>
        <source>Leaves those experiments in the list that have all of what is written here. Words are looked for in titles, folders, models, data, tags and notes. Settings and results can be compared: lr&lt;0.1, epochs&gt;=5, model=cnn, accuracy&gt;98%, bn&gt;0.98, difference&gt;0, time&lt;2min, date&gt;=2026-11, state=done, tag:thesis, is:starred. What has a minus before it is left out: -cnn. Words with spaces stand in quotes.</source>
        <translation>列表中只留下符合此处全部条件的实验。词语在标题、文件夹、模型、数据、标签和备注中查找。设置和结果可以比较：lr&lt;0.1、epochs&gt;=5、model=cnn、accuracy&gt;98%、bn&gt;0.98、difference&gt;0、time&lt;2min、date&gt;=2026-11、state=done、tag:thesis、is:starred。前面带减号的会被排除：-cnn。含空格的词语要放在引号中。</translation>
    </message>
    <message>
        <source>Experiments and queue</source>
        <translation>实验与队列</translation>
    </message>
    <message>
        <source>All that has been trained, what trains, and what waits for it. Click one, or press Enter, to see its curves and results; those that are checked stay and are laid over each other. Space checks or unchecks, F2 gives a title, Delete moves to the trash or takes out of the queue, Ctrl+Z brings back, and the menu key shows what else can be done. Runs can be dragged onto a chart.</source>
        <translation>已训练的、正在训练的和等待训练的所有实验。单击其中一个，或按 Enter 键，即可查看其曲线和结果；勾选的会保留并相互叠加。空格键勾选或取消勾选，F2 键设定标题，Delete 键移到回收站或移出队列，Ctrl+Z 恢复，菜单键显示其他可用的操作。运行可以拖到图上。</translation>
    </message>
    <message>
        <source>Choose one to compare its variants; check others to lay their curves over it</source>
        <translation>选择一个以比较其各变体；勾选其他以叠加其曲线</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列移除</translation>
    </message>
    <message>
        <source>Uncheck all</source>
        <translation>全部取消勾选</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Show only this</source>
        <translation>只显示此项</translation>
    </message>
    <message>
        <source>Pin as baseline</source>
        <translation>固定为基线</translation>
    </message>
    <message>
        <source>It stays in the charts beside whatever else is shown, today and the next time</source>
        <translation>无论还显示什么，它都留在图中，这次如此，下次也是如此</translation>
    </message>
    <message>
        <source>All runs of this experiment have ended: nothing is left to train</source>
        <translation>此实验的所有运行都已结束：没有可继续训练的内容</translation>
    </message>
    <message>
        <source>Another program is training it</source>
        <translation>另一个程序正在训练它</translation>
    </message>
    <message>
        <source>It waits in the queue</source>
        <translation>它正在队列中等待</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复训练</translation>
    </message>
    <message>
        <source>Go on from where its training was interrupted</source>
        <translation>从训练中断处继续</translation>
    </message>
    <message>
        <source>Load its settings into the form</source>
        <translation>把它的设置载入表单</translation>
    </message>
    <message>
        <source>Run again with another seed</source>
        <translation>换种子重新运行</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Title, tags and notes…</source>
        <translation>标题、标签与备注…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take it out of the charts; it stays in this list</source>
        <translation>将其移出图；它仍留在此列表中</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move it to the trash, from which it can be brought back</source>
        <translation>移到回收站，之后可以从中恢复</translation>
    </message>
    <message>
        <source>No program here opens folders. The results are in %1.</source>
        <translation>本机没有可打开文件夹的程序。结果位于 %1。</translation>
    </message>
    <message>
        <source>Add a folder of runs…</source>
        <translation>添加运行文件夹…</translation>
    </message>
    <message>
        <source>Do not list %1</source>
        <extracomment>An entry of a menu: a folder is no longer looked into</extracomment>
        <translation>不再列出 %1</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Nothing of it has been trained yet.</source>
        <translation>它还没有任何训练结果。</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Notes of “%1”</source>
        <translation>“%1”的备注</translation>
    </message>
    <message>
        <source>Folders, groups and columns</source>
        <translation>文件夹、分组与列</translation>
    </message>
    <message>
        <source>Folders, groups and columns of this list</source>
        <translation>此列表的文件夹、分组与列</translation>
    </message>
    <message>
        <source>Which folders of runs are listed, whether experiments stand in groups, and which columns are seen. An experiment with several tags stands under its first one.</source>
        <translation>列出哪些运行文件夹，实验是否分组，以及显示哪些列。有多个标签的实验归入第一个标签。</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Select all in this group</source>
        <translation>选择此组的全部实验</translation>
    </message>
    <message>
        <source>Fold it</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>All of its cases, with as many seeds as they had</source>
        <translation>它的全部情形，种子个数与原来相同</translation>
    </message>
    <message numerus="yes">
        <source>Tags and notes of %n experiments…</source>
        <translation>
            <numerusform>%n 个实验的标签与备注…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags and notes of %n experiments</source>
        <translation>
            <numerusform>%n 个实验的标签与备注</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunsView</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SavedNotice</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>No program opened it. The folder is</source>
        <extracomment>Its path follows</extracomment>
        <translation>没有程序能打开它。文件夹位于</translation>
    </message>
    <message>
        <source>No program opened it. The file is</source>
        <translation>没有程序能打开它。文件位于</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open it with the program that the desktop has for it</source>
        <translation>用桌面为它指定的程序打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open the folder that it is in</source>
        <translation>打开它所在的文件夹</translation>
    </message>
    <message>
        <source>Where a file that was made of the results is. It can be opened, or shown in its folder.</source>
        <translation>由结果生成的文件所在的位置。可以打开它，或在其文件夹中显示它。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SchedulePicture</name>
    <message>
        <source>The learning rate from the first iteration to the last</source>
        <translation>从第一次到最后一次迭代的学习率</translation>
    </message>
    <message>
        <source>Curve of the learning rate</source>
        <translation>学习率曲线</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingField</name>
    <message>
        <source>⚠ Needs %1</source>
        <translation>⚠ 需要%1</translation>
    </message>
    <message>
        <source>%1 Takes %2.</source>
        <translation>%1取值：%2。</translation>
    </message>
    <message>
        <source>%1 Default: %2.</source>
        <translation>%1默认：%2。</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
    <message>
        <source>%1 Several values, separated by commas, make several cases: a twin for each.</source>
        <translation>%1 用逗号分隔的多个值构成多种情形：每个值训练一对网络。</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>%1 cases: %2 …</source>
        <extracomment>%1 a number of cases, %2 the values of the first ones: &quot;0.1, 0.2, 0.3&quot;</extracomment>
        <translation>%1 种情况：%2……</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 cases: %2 and %3</source>
        <extracomment>%1 a number of cases, %2 values: &quot;0.1, 0.2&quot;, %3 the last one</extracomment>
        <translation>%1 种情况：%2 和 %3</translation>
    </message>
    <message>
        <source>by case</source>
        <translation>按情形</translation>
    </message>
    <message>
        <source>%1 On the command line: %2.</source>
        <extracomment>%1 what a setting is, %2 its option: &quot;--lr&quot;</extracomment>
        <translation>%1命令行选项：%2。</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>恢复默认：%1</translation>
    </message>
    <message>
        <source>own network</source>
        <translation>自定义网络</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingsModel</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>train</source>
        <translation>单个</translation>
    </message>
    <message>
        <source>Of no use beside the other settings</source>
        <translation>在其他设置下不起作用</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingsTab</name>
    <message>
        <source>&amp;Differences only</source>
        <translation>只看差异(&amp;D)</translation>
    </message>
    <message>
        <source>Hide the settings that all experiments share; for several experiments</source>
        <translation>隐藏所有实验相同的设置；适用于多个实验</translation>
    </message>
    <message>
        <source>Settings of the experiments</source>
        <translation>各实验的设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the table as tab-separated text, for a spreadsheet</source>
        <translation>把表格复制为制表符分隔的文本，供电子表格使用</translation>
    </message>
    <message>
        <source>Save ta&amp;ble…</source>
        <translation>保存表格(&amp;B)…</translation>
    </message>
    <message>
        <source>Save the table as CSV, Markdown or LaTeX</source>
        <translation>把表格存为 CSV、Markdown 或 LaTeX</translation>
    </message>
    <message>
        <source>The settings of the experiments that are checked, beside each other; what differs is bold.</source>
        <translation>所勾选的各实验的设置，并排列出；不同之处为粗体。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SetupPanel</name>
    <message>
        <source>Preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>The experiment that is trained next. Fields say what they take; the arrow beside one brings its default back.</source>
        <translation>接下来要训练的实验。各字段会说明可取的值；旁边的箭头恢复其默认值。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SideBySideTab</name>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>A chart for each variant, with the same axes.</source>
        <translation>每个变体一个图，坐标轴相同。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::TableTab</name>
    <message numerus="yes">
        <source>Mean of %n seed(s)</source>
        <translation>
            <numerusform>%n 个种子的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A run and its state: &quot;BN: done&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Means ± standard deviations over seeds; — where a seed has no value for both twins.</source>
        <translation>各种子的均值 ± 标准差；某种子缺少双方数值时为 —。</translation>
    </message>
    <message>
        <source>Training times are not compared: the runs of a seed are not equally long.</source>
        <translation>不比较训练时间：同一种子的各次训练长度不同。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Means ± standard deviations over seeds; — where a seed has no value for all variants.</source>
        <translation>各种子的均值 ± 标准差；某种子缺少某个变体的数值时为 —。</translation>
    </message>
    <message>
        <source>Final test accuracy, %1 of the same seed: %2, 95 % interval of the mean %3. %4</source>
        <extracomment>Over seeds: %1 is &quot;BN − no BN&quot;, %2 a mean difference, %3 its interval &quot;+0.1 to +0.3 pp&quot;, %4 a sentence</extracomment>
        <translation>最终测试准确率，同一种子的 %1：%2，均值的 95 % 区间 %3。%4</translation>
    </message>
    <message>
        <source>Which seed&apos;s runs are compared</source>
        <translation>比较哪个种子的运行</translation>
    </message>
    <message>
        <source>Comparison of the variants</source>
        <translation>各变体的比较</translation>
    </message>
    <message>
        <source>All checked (%1)</source>
        <translation>所有勾选的（%1）</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比较(&amp;M)</translation>
    </message>
    <message>
        <source>This experiment&apos;s variants</source>
        <translation>本实验的各变体</translation>
    </message>
    <message>
        <source>Save ta&amp;ble…</source>
        <translation>保存表格(&amp;B)…</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>种子(&amp;D)</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <extracomment>What a table compares: %1 and %2 are runs such as &quot;BN, seed 2&quot;</extracomment>
        <translation>%1 与 %2 比较</translation>
    </message>
    <message>
        <source>Means ± standard deviations over seeds; — where a seed has no value for both.</source>
        <translation>各种子的均值 ± 标准差；某种子并非双方都有数值时为 —。</translation>
    </message>
    <message>
        <source>Any two runs</source>
        <translation>任意两个运行</translation>
    </message>
    <message>
        <source>The variants of the experiment that is selected in the list, all experiments that are checked there, a row each, or any two runs</source>
        <translation>实验列表中选中的实验的各变体，或其中勾选的所有实验，每行一个，或任意两个运行</translation>
    </message>
    <message>
        <source>Save the selected rows, or all, as CSV, Markdown or LaTeX</source>
        <translation>把选中的行或全部行存为 CSV、Markdown 或 LaTeX</translation>
    </message>
    <message>
        <source>Copy the table for a spreadsheet or a text</source>
        <translation>复制表格，供电子表格或文本使用</translation>
    </message>
    <message>
        <source>The four aspects of the comparison in figures: of one seed, as means over seeds, of all experiments that are checked, or of any two runs. Columns are hidden by the menu of the header. Selected rows, or all, can be copied and saved as a table.</source>
        <translation>以数值比较的四个方面：单个种子的、各种子均值的、所有勾选的实验的，或任意两个运行的。可通过表头的菜单隐藏列。选中的行或全部行可以复制，也可以存为表格。</translation>
    </message>
    <message>
        <source>They were not trained side by side: their times can be compared only if the machine did nothing else.</source>
        <translation>它们不是并排训练的：只有当机器当时没有做其他事情时，才能比较它们的时间。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::TrainingController</name>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Not ready to train</source>
        <translation>还不能训练</translation>
    </message>
    <message>
        <source>These settings cannot be trained yet:</source>
        <translation>这些设置还不能训练：</translation>
    </message>
    <message>
        <source>Use settings of %1</source>
        <translation>使用 %1 的设置</translation>
    </message>
    <message>
        <source>Experiment not finished</source>
        <translation>实验未完成</translation>
    </message>
    <message>
        <source>“%1” did not end as planned.</source>
        <translation>“%1”没有按计划结束。</translation>
    </message>
    <message>
        <source>“%1” could not be trained.</source>
        <translation>“%1”无法训练。</translation>
    </message>
    <message>
        <source>The experiment cannot be begun:</source>
        <translation>无法开始此实验：</translation>
    </message>
    <message numerus="yes">
        <source>%n cases of this experiment have not been trained yet. Train them now?</source>
        <translation>
            <numerusform>本实验中有 %n 种情形尚未训练。现在训练吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Train them</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不(&amp;N)</translation>
    </message>
    <message>
        <source>Nothing trains now</source>
        <translation>现在没有训练</translation>
    </message>
    <message>
        <source>It is being stopped</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The data are being read</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>No experiment is shown</source>
        <translation>没有显示实验</translation>
    </message>
    <message>
        <source>Nothing was taken out of the queue</source>
        <translation>没有从队列中取出任何内容</translation>
    </message>
    <message numerus="yes">
        <source>End this training; what there is stays. %n more wait, and the next begins</source>
        <translation>
            <numerusform>结束此训练；已有的结果保留。还有 %n 个在等待，随后开始下一个</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Queue %1</source>
        <extracomment>%1 is what is trained: &quot;2 × 6 seeds, about 8 s&quot;, &quot;twin&quot;, &quot;one&quot;</extracomment>
        <translation>入队：%1(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Train %1</source>
        <translation>训练%1(&amp;T)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>入队</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Q&amp;ueue %1</source>
        <translation>入队：%1(&amp;U)</translation>
    </message>
    <message>
        <source>Tra&amp;in %1</source>
        <translation>训练%1(&amp;I)</translation>
    </message>
    <message>
        <source>The experiment cannot be read:</source>
        <translation>无法读取该实验：</translation>
    </message>
</context>
<context>
    <name>normscope::ui::TuningTab</name>
    <message>
        <source>a line each</source>
        <translation>每个值一条线</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>A line of a chart: %1 is a variant such as &quot;BN&quot;, %2 &quot;batch size 50&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>%1 after the last epoch, by %2</source>
        <extracomment>A chart&apos;s title: %1 is &quot;Validation accuracy&quot;, %2 a setting</extracomment>
        <translation>最后一轮之后的%1，按%2</translation>
    </message>
    <message>
        <source>Of each value the accuracy after its last epoch so far: single seeds faint, their means bold. Runs that diverged are left out. A vertical line marks the value of the best mean over samples held out, of those whose seeds are all done.</source>
        <translation>每个值到目前为止最后一轮之后的准确率：浅色为单个种子，粗线为其均值。发散的运行未列入。竖线标出留出样本上均值最佳的值，只考虑所有种子都已完成的值。</translation>
    </message>
    <message>
        <source>Nothing varies. Give a setting several values, such as learning rate 0.3, 0.1, 0.03, and train.</source>
        <translation>没有取多个值的设置。请给某个设置多个值，例如学习率 0.3, 0.1, 0.03，然后训练。</translation>
    </message>
    <message>
        <source>No epoch is over yet</source>
        <translation>还没有完成任何一轮</translation>
    </message>
    <message>
        <source>%1, mean</source>
        <translation>%1，均值</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>%1: only %2 is done so far, %3.</source>
        <translation>%1：到目前为止只有 %2 完成，%3。</translation>
    </message>
    <message>
        <source>%1: best is %2, validation accuracy %3.</source>
        <translation>%1：最佳为 %2，验证准确率 %3。</translation>
    </message>
    <message>
        <source>%1: best so far is %2, validation accuracy %3.</source>
        <translation>%1：到目前为止最佳为 %2，验证准确率 %3。</translation>
    </message>
    <message numerus="yes">
        <source>(Mean of %n seeds.)</source>
        <translation>
            <numerusform>（%n 个种子的均值。）</numerusform>
        </translation>
    </message>
    <message>
        <source>It is at the edge of what was tried: try values beyond it.</source>
        <translation>它位于所试范围的边缘：请试试范围之外的值。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Puts %1 into the form, for the next training</source>
        <translation>把 %1 填入表单，用于下一次训练</translation>
    </message>
    <message>
        <source>Use %1</source>
        <extracomment>For screen readers: %1 is &quot;learning rate 0.1&quot;</extracomment>
        <translation>采用 %1</translation>
    </message>
    <message>
        <source>No best value is marked: one that is chosen by the test set looks better there than it is. Hold training samples out (field “%1”, --validation on the command line), such as 5000, and train again: then values are compared by those.</source>
        <translation>没有标出最佳值：借助测试集选出的值在测试集上看起来比实际更好。请留出训练样本（字段“%1”，命令行选项 --validation），例如 5000，然后重新训练：此后即按这些样本比较各值。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Diverged: %1.</source>
        <extracomment>A list of &quot;BN, learning rate 1&quot;</extracomment>
        <translation>发散：%1。</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The setting along the axis, of those that vary</source>
        <translation>沿横轴的设置，从取多个值的设置中选择</translation>
    </message>
    <message>
        <source>Setting along the axis</source>
        <translation>沿横轴的设置</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>The other settings that vary: a line for each of their values, or one of them</source>
        <translation>其他取多个值的设置：每个值各画一条线，或只取其中一个值</translation>
    </message>
    <message>
        <source>Other settings that vary</source>
        <translation>其他取多个值的设置</translation>
    </message>
    <message>
        <source>What the values may be compared by, and what is left out.</source>
        <translation>各值可以按什么比较，以及哪些未列入。</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>调参</translation>
    </message>
    <message>
        <source>A setting of several values, such as learning rate 0.3, 0.1, 0.03, against the accuracy that came of each: faint lines are single seeds, bold ones their means. The best value is told by samples held out of the training, never by the test set.</source>
        <translation>取多个值的设置，例如学习率 0.3, 0.1, 0.03，与各值所得的准确率：浅色线为单个种子，粗线为其均值。最佳值由训练中留出的样本判定，绝不由测试集判定。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::UndoHistory</name>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的更改</translation>
    </message>
    <message>
        <source>Nothing was undone</source>
        <translation>没有撤销过任何更改</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <extracomment>%1 is a change: &quot;Change of “Learning rate”&quot;</extracomment>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Make again: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>As it was at first</source>
        <translation>最初的状态</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>The changes of the settings, or of the runs while one is in their list: a click on one goes back to how it was after it, or forth again.</source>
        <translation>设置的更改，或光标在运行列表中时对运行的更改：单击其中一项即可回到该更改之后的状态，或再前进到该状态。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::VariantLines</name>
    <message>
        <source>%1 %2</source>
        <extracomment>Of several runs: &quot;2 done&quot;</extracomment>
        <translation>%1 个%2</translation>
    </message>
    <message>
        <source>trained for %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>trained for %1, %2 samples/s</source>
        <translation>训练 %1，%2 样本/秒</translation>
    </message>
    <message numerus="yes">
        <source>mean test accuracy of %n seed(s)</source>
        <translation>
            <numerusform>%n 个种子的平均测试准确率</numerusform>
        </translation>
    </message>
    <message>
        <source>final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message numerus="yes">
        <source>so far, on %n test images</source>
        <translation>
            <numerusform>目前，%n 幅测试图像</numerusform>
        </translation>
    </message>
    <message>
        <source>test accuracy so far</source>
        <translation>目前的测试准确率</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>best %1 in epoch %2</source>
        <translation>最佳 %1（第 %2 轮）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>normscope::ui::VariantsView</name>
    <message>
        <source>The networks that are compared</source>
        <translation>所比较的网络</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ViewMenu</name>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
<context>
    <name>normscope::ui::WhatNext</name>
    <message>
        <source>Done. What next?</source>
        <extracomment>%1 is &quot;BN 97.52 %, no BN 96.90 %&quot;</extracomment>
        <translation>完成。接下来？</translation>
    </message>
    <message>
        <source>Done: %1. What next?</source>
        <translation>完成：%1。接下来？</translation>
    </message>
    <message>
        <source>Compare in the table</source>
        <translation>在表格中比较</translation>
    </message>
    <message>
        <source>The four aspects in figures: the tab Table</source>
        <translation>以数值比较四个方面：“表格”标签页</translation>
    </message>
    <message>
        <source>See the report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <source>Read it, save it as PDF, HTML, LaTeX or Markdown: the tab Report</source>
        <translation>阅读报告，存为 PDF、HTML、LaTeX 或 Markdown：“报告”标签页</translation>
    </message>
    <message>
        <source>Zip to hand in…</source>
        <translation>打包提交…</translation>
    </message>
    <message>
        <source>Report, figures and tables of all experiments that are checked, in one file</source>
        <translation>所有勾选的实验的报告、图和表，合为一个文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hides this line</source>
        <translation>隐藏此行</translation>
    </message>
    <message>
        <source>What one does with results: compare them in the table, read and save the report, or pack all of it into one file to hand in.</source>
        <translation>结果可以做什么：在表格中比较，阅读并保存报告，或全部打包成一个文件以便提交。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::WindowLayout</name>
    <message>
        <source>Side</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>What is trained next, and what has been trained.</source>
        <translation>接下来训练什么，以及已经训练了什么。</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置实验</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
</TS>
