<!DOCTYPE qgis>
<qgis version="3.40.0" styleCategories="Symbology">
 <renderer-v2 type="categorizedSymbol" attr="allvar" symbollevels="0" enableorderby="0">
  <categories>
   <category render="true" type="string" symbol="0" label="Fel" value="fel"/>
   <category render="true" type="string" symbol="1" label="Varning" value="varning"/>
   <category render="true" type="string" symbol="2" label="Upplysning" value="upplysning"/>
  </categories>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="1">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="214,58,58,255"/>
      <Option name="style" type="QString" value="f_diagonal"/>
      <Option name="outline_color" type="QString" value="143,29,29,255"/>
      <Option name="outline_width" type="QString" value="0.5"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="1">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="232,163,23,255"/>
      <Option name="style" type="QString" value="b_diagonal"/>
      <Option name="outline_color" type="QString" value="138,92,0,255"/>
      <Option name="outline_width" type="QString" value="0.5"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="1">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="63,127,208,255"/>
      <Option name="style" type="QString" value="dense6"/>
      <Option name="outline_color" type="QString" value="31,79,143,255"/>
      <Option name="outline_width" type="QString" value="0.5"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <layerGeometryType>2</layerGeometryType>
</qgis>
